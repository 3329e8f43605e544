namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>
/// Tells the two meanings of <c>created</c> apart. The deployments page says "not yet queued", newer documents say "replaced by a newer
/// deployment": it is the latter when a newer deployment exists, or when this one was already further.
/// </summary>
internal static class Supersession
{
    public static Deployment Read(Deployment deployment, IReadOnlyList<Deployment> list, bool wasActive) =>
        deployment.Status is DeploymentStatus.Created && (wasActive || list.Any(other => IsNewer(other, deployment)))
            ? deployment with { Status = DeploymentStatus.Superseded }
            : deployment;

    private static bool IsNewer(Deployment other, Deployment deployment) =>
        HaveDifferentTimes(other, deployment) ? other.CreatedAt > deployment.CreatedAt : other.Id > deployment.Id;

    private static bool HaveDifferentTimes(Deployment one, Deployment other) =>
        one.CreatedAt != other.CreatedAt && one.CreatedAt != default && other.CreatedAt != default;
}
