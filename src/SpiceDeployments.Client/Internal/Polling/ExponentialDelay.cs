namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Doubles the delay from <see cref="PollingOptions.InitialDelay"/> up to <see cref="PollingOptions.MaxDelay"/>.</summary>
internal sealed class ExponentialDelay(PollingOptions polling, bool useJitter, Random random) : DelayStrategy(useJitter, random)
{
    /// <summary>A poll at a given time counts at that time, however the logarithm is rounded.</summary>
    private const double RoundingTolerance = 1e-9;

    /// <summary>Returns the delay that follows a poll.</summary>
    /// <param name="polling">The first and the longest delay.</param>
    /// <param name="pollNumber">The number of the poll, from 0.</param>
    public static TimeSpan GetDelay(PollingOptions polling, int pollNumber) =>
        TimeSpan.FromTicks((long)Math.Min(polling.InitialDelay.Ticks * Math.Pow(2, pollNumber), polling.MaxDelay.Ticks));

    /// <summary>Returns the number of polls that are made within the given seconds.</summary>
    public static double GetPollCountAt(PollingOptions polling, double seconds)
    {
        double first = polling.InitialDelay.TotalSeconds;
        double longest = polling.MaxDelay.TotalSeconds;
        double doublings = Math.Ceiling(Math.Log2(longest / first));
        double doubledFor = first * (Math.Pow(2, doublings) - 1);
        double polls = seconds < doubledFor ? Math.Log2((seconds / first) + 1) : doublings + ((seconds - doubledFor) / longest);
        return Math.Floor(polls + RoundingTolerance);
    }

    protected override TimeSpan GetDelayAfter(int pollNumber) => GetDelay(polling, pollNumber);
}
