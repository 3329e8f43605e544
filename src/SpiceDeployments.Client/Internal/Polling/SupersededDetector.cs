namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>
/// Resolves the two meanings of <c>created</c>. The deployments page says "not yet queued", newer documents say "replaced by a newer
/// deployment". A deployment is superseded if a newer deployment is listed, or if it was queued or in progress before.
/// </summary>
internal static class SupersededDetector
{
    /// <summary>Resolves every deployment of a list, newest first.</summary>
    public static IReadOnlyList<Deployment> Apply(IReadOnlyList<Deployment> list) =>
        list.Any(deployment => deployment.Status is DeploymentStatus.Created) ? [.. list.Select(deployment => Apply(deployment, list, wasActive: false))] : list;

    public static Deployment Apply(Deployment deployment, IReadOnlyList<Deployment> list, bool wasActive)
    {
        if (deployment.Status is not DeploymentStatus.Created)
        {
            return deployment;
        }

        // A service lists at most 100 deployments. Of a longer list only the beginning is searched, so that the time stays bounded.
        Deployment? successor = list.Take(ListDeploymentsOptions.MaxLimit).LastOrDefault(other => IsNewer(other, deployment));
        return successor is null && !wasActive ? deployment : deployment with { IsSuperseded = true, SupersededById = successor?.Id };
    }

    private static bool IsNewer(Deployment other, Deployment deployment) =>
        other.CreatedAt is { } otherTime && deployment.CreatedAt is { } time && otherTime != time ? otherTime > time : other.Id > deployment.Id;
}
