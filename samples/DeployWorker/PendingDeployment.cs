namespace DeployWorker;

/// <summary>A deployment that has not completed, as far as this program knows. With the two ids, any process can resume the wait.</summary>
/// <param name="AppId">The app.</param>
/// <param name="RequestedAt">When this program requested the deployment, by the clock of this machine.</param>
/// <param name="DeploymentId">The deployment. If <c>null</c>, the service has not responded yet, and whether it created a deployment is unknown.</param>
internal sealed record PendingDeployment(long AppId, DateTimeOffset RequestedAt, long? DeploymentId = null);
