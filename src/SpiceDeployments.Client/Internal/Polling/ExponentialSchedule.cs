namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>The delays between looks: they double from <see cref="PollingOptions.InitialDelay"/> up to <see cref="PollingOptions.MaxDelay"/>.</summary>
internal static class ExponentialSchedule
{
    /// <summary>A look at a moment counts at that moment, however the logarithm is rounded.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The delay that follows a look.</summary>
    /// <param name="options">The first and the longest delay, and whether there is jitter.</param>
    /// <param name="look">The number of the look, from 0.</param>
    /// <param name="random">A number from 0 to 1; it matters only with jitter.</param>
    public static TimeSpan DelayAfter(PollingOptions options, int look, double random)
    {
        double ticks = Math.Min(options.InitialDelay.Ticks * Math.Pow(2, look), options.MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)(options.UseJitter ? ticks * (0.5 + (random / 2)) : ticks));
    }

    /// <summary>How many looks the schedule, without jitter, has made after so many seconds.</summary>
    public static double LooksBy(PollingOptions options, double seconds)
    {
        double first = options.InitialDelay.TotalSeconds;
        double longest = options.MaxDelay.TotalSeconds;
        double doublings = Math.Ceiling(Math.Log2(longest / first));
        double doubledFor = first * (Math.Pow(2, doublings) - 1);
        double looks = seconds < doubledFor ? Math.Log2((seconds / first) + 1) : doublings + ((seconds - doubledFor) / longest);
        return Math.Floor(looks + Rounding);
    }
}
