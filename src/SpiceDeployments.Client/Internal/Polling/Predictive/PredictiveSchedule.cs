namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>
/// The delays between looks that follow from how long the app's earlier deployments took: an <see cref="InspectionPolicy"/> for the
/// <see cref="DurationEstimate"/> of the next one. Little history, or none left to go by, makes it the <see cref="ExponentialSchedule"/>.
/// </summary>
internal static class PredictiveSchedule
{
    /// <summary>With fewer durations than this an estimate is worth too little.</summary>
    public const int FewestDurations = 5;

    /// <summary>Older durations than the newest 20 are not used: they tell less about the next one, and the time for an estimate has a bound.</summary>
    public const int MostDurations = 20;

    /// <summary>The delay that follows a look. A pure function: the same arguments give the same delay, and nothing is allocated.</summary>
    /// <param name="options">The shortest and the longest delay, and whether there is jitter.</param>
    /// <param name="history">How long earlier deployments of the app took, newest first.</param>
    /// <param name="elapsed">How long the deployment has existed.</param>
    /// <param name="look">The number of the look, from 0, for the exponential schedule.</param>
    /// <param name="random">A number from 0 to 1; it matters only with jitter.</param>
    public static TimeSpan DelayAfter(PollingOptions options, ReadOnlySpan<TimeSpan> history, TimeSpan elapsed, int look, double random)
    {
        if (history.Length < FewestDurations)
        {
            return ExponentialSchedule.DelayAfter(options, look, random);
        }

        var estimate = new DurationEstimate(history[..Math.Min(history.Length, MostDurations)], stackalloc double[MostDurations]);
        double seconds = Math.Max(elapsed.TotalSeconds, 0);
        if (estimate.End <= Math.Max(seconds, options.InitialDelay.TotalSeconds))
        {
            return ExponentialSchedule.DelayAfter(options, look, random);
        }

        var policy = new InspectionPolicy(estimate, options, stackalloc double[InspectionPolicy.BufferLength]);
        TimeSpan longest = seconds < estimate.Median ? InspectionPolicy.QuietFactor * options.MaxDelay : options.MaxDelay;
        TimeSpan delay = Clamp(TimeSpan.FromSeconds(policy.DelayAfter(seconds, look)), options.InitialDelay, longest);
        return options.UseJitter ? delay * (0.5 + (random / 2)) : delay;
    }

    /// <summary>Takes away what rounding adds.</summary>
    private static TimeSpan Clamp(TimeSpan delay, TimeSpan shortest, TimeSpan longest) =>
        delay < shortest ? shortest : delay > longest ? longest : delay;
}
