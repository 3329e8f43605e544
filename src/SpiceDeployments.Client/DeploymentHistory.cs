using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client;

/// <summary>Statistics of the deployments of an app: how many succeeded, how long they took, and why others failed.</summary>
/// <remarks>
/// The service lists at most the newest 100 deployments of an app. For a longer history, store the lists and pass all of them together: each
/// deployment counts once.
/// </remarks>
public sealed class DeploymentHistory
{
    private readonly Deployment[] _deployments;

    private DeploymentHistory(Deployment[] deployments)
    {
        _deployments = deployments;
        var durations = new SucceededDurations(deployments);
        MedianDuration = durations.Median;
        Percentile90Duration = durations.Percentile90;
        FailuresByReason = deployments
            .Where(deployment => deployment.Status is DeploymentStatus.Failed)
            .GroupBy(deployment => deployment.FailureReason.GetValueOrDefault())
            .ToDictionary(failures => failures.Key, failures => failures.Count());
    }

    /// <summary>The number of deployments: the sum of the counts below.</summary>
    public int Count => _deployments.Length;

    /// <summary>The number of deployments that succeeded.</summary>
    public int SucceededCount => CountWith(DeploymentStatus.Succeeded);

    /// <summary>The number of deployments that failed.</summary>
    public int FailedCount => CountWith(DeploymentStatus.Failed);

    /// <summary>The number of deployments that a newer one replaced before they completed.</summary>
    public int SupersededCount => CountWith(DeploymentStatus.Superseded);

    /// <summary>The number of deployments that had not completed: they were created, queued or in progress.</summary>
    public int ActiveCount => CountWith(DeploymentStatus.Created) + CountWith(DeploymentStatus.Queued) + CountWith(DeploymentStatus.InProgress);

    /// <summary>The number of deployments with a status that this version of the client does not know, whether they had completed or not.</summary>
    public int UnknownCount => CountWith(DeploymentStatus.Unknown);

    /// <summary>
    /// The share of the deployments that succeeded among those that succeeded or failed, from 0 to 1, or <c>null</c> if none did. Superseded
    /// deployments do not count.
    /// </summary>
    public double? SuccessRate => SucceededCount + FailedCount is var completed and > 0 ? (double)SucceededCount / completed : null;

    /// <summary>
    /// The median of the <see cref="Deployment.Duration"/> of the deployments that succeeded, by nearest rank: the shortest duration within
    /// which at least half of them completed. <c>null</c> if no duration is known.
    /// </summary>
    public TimeSpan? MedianDuration { get; }

    /// <summary>
    /// The 90th percentile of the <see cref="Deployment.Duration"/> of the deployments that succeeded, by nearest rank: the shortest duration
    /// within which at least 90 % of them completed. <c>null</c> if no duration is known.
    /// </summary>
    public TimeSpan? Percentile90Duration { get; }

    /// <summary>The number of the deployments that failed, by <see cref="Deployment.FailureReason"/>. Contains only reasons that occurred.</summary>
    public IReadOnlyDictionary<DeploymentFailureReason, int> FailuresByReason { get; }

    /// <summary>The newest deployment that succeeded, by its id, or <c>null</c> if none did.</summary>
    /// <remarks>
    /// This is the deployment that the app serves, as far as its deployments show. The service does not report what it serves: the app may be paused,
    /// and a newer deployment may be missing, or have succeeded since it was read.
    /// </remarks>
    public Deployment? LastSucceeded => Array.Find(_deployments, deployment => deployment.Status is DeploymentStatus.Succeeded);

    /// <summary>Computes the statistics of deployments.</summary>
    /// <remarks>
    /// A <c>created</c> deployment that is older than another one counts as superseded, as in the result of
    /// <see cref="IDeploymentsClient.ListAsync"/>. If a deployment occurs several times, its last record counts: a completed one, or else the
    /// one with the latest <see cref="Deployment.UpdatedAt"/>.
    /// </remarks>
    /// <param name="deployments">The deployments of one app, in any order, as <see cref="IDeploymentsClient.ListAsync"/> returned them or as they were stored.</param>
    /// <returns>The statistics. They do not change when the deployments continue.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="deployments"/> is <c>null</c>.</exception>
    /// <exception cref="ArgumentException">The deployments have different values of <see cref="Deployment.AppId"/>.</exception>
    public static DeploymentHistory Of(IEnumerable<Deployment> deployments)
    {
        ArgumentNullException.ThrowIfNull(deployments);
        Deployment[] newestFirst = [.. deployments.GroupBy(deployment => deployment.Id).Select(FindLastRecord).OrderByDescending(deployment => deployment.Id)];
        if (newestFirst.DistinctBy(deployment => deployment.AppId).Count() > 1)
        {
            throw new ArgumentException("The deployments belong to several apps. Pass the deployments of one app.", nameof(deployments));
        }

        return new DeploymentHistory([.. SupersededDetector.Apply(newestFirst)]);
    }

    private static Deployment FindLastRecord(IEnumerable<Deployment> records) => records.MaxBy(record => (record.IsTerminal, record.UpdatedAt))!;

    private int CountWith(DeploymentStatus status) => _deployments.Count(deployment => deployment.Status == status);
}
