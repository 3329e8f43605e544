namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>A list of deployments as it was read.</summary>
/// <param name="Deployments">The deployments, in the order of the service.</param>
/// <param name="UnreadableCount">The number of records that cannot be read, which are left out.</param>
internal readonly record struct DeploymentList(IReadOnlyList<Deployment> Deployments, int UnreadableCount);
