namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>
/// The known durations of the deployments that succeeded. Percentiles are those of the nearest rank: the shortest duration within which at least that
/// percentage of the deployments completed, which is always the duration of one of them.
/// </summary>
internal sealed class SucceededDurations(IEnumerable<Deployment> deployments)
{
    private readonly TimeSpan[] _sorted =
        [.. deployments.Where(deployment => deployment.Status is DeploymentStatus.Succeeded).Select(deployment => deployment.Duration).OfType<TimeSpan>().Order()];

    public int Count => _sorted.Length;

    /// <summary>The median, or <c>null</c> if there are no durations.</summary>
    public TimeSpan? Median => FindPercentile(50);

    /// <summary>The 90th percentile, or <c>null</c> if there are no durations.</summary>
    public TimeSpan? Percentile90 => FindPercentile(90);

    private TimeSpan? FindPercentile(int percentage) => _sorted.Length is 0 ? null : _sorted[GetNearestRank(percentage) - 1];

    private int GetNearestRank(int percentage) => ((percentage * _sorted.Length) + 99) / 100;
}
