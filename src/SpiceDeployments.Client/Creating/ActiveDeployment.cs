namespace SpiceDeployments.Client.Creating;

/// <summary>Finds the deployment that is in the way of a new one.</summary>
internal static class ActiveDeployment
{
    /// <summary>The newest deployment that is queued or in progress, or the newest of all where it is created and not yet queued.</summary>
    public static Deployment? FindIn(IReadOnlyList<Deployment> newestFirst) =>
        newestFirst.FirstOrDefault(deployment => deployment.Status is DeploymentStatus.Queued or DeploymentStatus.InProgress)
        ?? newestFirst.Take(1).FirstOrDefault(deployment => deployment.Status is DeploymentStatus.Created);
}
