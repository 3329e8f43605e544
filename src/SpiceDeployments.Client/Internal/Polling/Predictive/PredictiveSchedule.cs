namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>
/// Computes the delays between polls from the durations of the app's earlier deployments: an <see cref="InspectionPolicy"/> for the
/// <see cref="DurationEstimate"/> of the next one. If there is too little history, the delays are exponential.
/// </summary>
internal static class PredictiveSchedule
{
    /// <summary>The minimum number of durations for an estimate.</summary>
    public const int MinSamples = 5;

    /// <summary>The maximum number of durations. Older ones predict less, and the time for an estimate stays bounded.</summary>
    public const int MaxSamples = 20;

    /// <summary>Returns the delay that follows a poll, without jitter. The result depends on the arguments only, and nothing is allocated.</summary>
    /// <param name="polling">The shortest and the longest delay.</param>
    /// <param name="history">The durations of earlier deployments of the app, newest first.</param>
    /// <param name="elapsed">The age of the deployment.</param>
    /// <param name="pollNumber">The number of the poll, from 0, for the exponential delay.</param>
    public static TimeSpan GetDelay(PollingOptions polling, ReadOnlySpan<TimeSpan> history, TimeSpan elapsed, int pollNumber)
    {
        if (history.Length < MinSamples)
        {
            return ExponentialDelay.GetDelay(polling, pollNumber);
        }

        var estimate = new DurationEstimate(history[..Math.Min(history.Length, MaxSamples)], stackalloc double[MaxSamples]);
        double seconds = Math.Max(elapsed.TotalSeconds, 0);
        if (estimate.UpperBound <= Math.Max(seconds, polling.InitialDelay.TotalSeconds))
        {
            return ExponentialDelay.GetDelay(polling, pollNumber);
        }

        var policy = new InspectionPolicy(estimate, polling, stackalloc double[InspectionPolicy.BufferLength]);
        TimeSpan longest = seconds < estimate.Median ? polling.EffectivePredictiveMaxDelay : polling.MaxDelay;
        return Clamp(TimeSpan.FromSeconds(policy.GetDelayAfter(seconds, pollNumber)), polling.InitialDelay, longest);
    }

    /// <summary>Removes rounding errors.</summary>
    private static TimeSpan Clamp(TimeSpan delay, TimeSpan shortest, TimeSpan longest) =>
        delay < shortest ? shortest : delay > longest ? longest : delay;
}
