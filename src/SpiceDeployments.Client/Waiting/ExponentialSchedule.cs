namespace SpiceDeployments.Client.Waiting;

/// <summary>The delays between looks: they double from <see cref="PollingOptions.InitialDelay"/> up to <see cref="PollingOptions.MaxDelay"/>.</summary>
internal static class ExponentialSchedule
{
    /// <summary>The delay that follows a look.</summary>
    /// <param name="options">The first and the longest delay, and whether there is jitter.</param>
    /// <param name="look">The number of the look, from 0.</param>
    /// <param name="random">A number from 0 to 1; it matters only with jitter.</param>
    public static TimeSpan DelayAfter(PollingOptions options, int look, double random)
    {
        double ticks = Math.Min(options.InitialDelay.Ticks * Math.Pow(2, look), options.MaxDelay.Ticks);
        return TimeSpan.FromTicks((long)(options.UseJitter ? ticks * (0.5 + (random / 2)) : ticks));
    }
}
