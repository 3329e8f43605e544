namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>
/// Resolves the two meanings of <c>created</c>. The deployments page says "not yet queued", newer documents say "replaced by a newer
/// deployment". A deployment is superseded if a newer deployment is listed, or if it was queued or in progress before and two polls in a row
/// returned <c>created</c>: a single one may be a stale read.
/// </summary>
internal static class SupersededDetector
{
    /// <summary>Resolves every deployment of a list, newest first.</summary>
    public static IReadOnlyList<Deployment> Apply(IReadOnlyList<Deployment> list) =>
        list.Any(deployment => deployment.Status is DeploymentStatus.Created) ? [.. list.Select(deployment => Apply(deployment, list, wasCreatedAgain: false))] : list;

    /// <summary>Resolves one deployment.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="list">The app's deployments, newest first.</param>
    /// <param name="wasCreatedAgain">Whether the deployment was queued or in progress before, and <c>created</c> at the last poll.</param>
    public static Deployment Apply(Deployment deployment, IReadOnlyList<Deployment> list, bool wasCreatedAgain)
    {
        if (deployment.Status is not DeploymentStatus.Created)
        {
            return deployment;
        }

        // A service lists at most 100 deployments. Of a longer list only the beginning is searched, so that the time stays bounded.
        Deployment? successor = list.Take(ListDeploymentsOptions.MaxLimit).LastOrDefault(other => IsNewer(other, deployment));
        return successor is null && !wasCreatedAgain ? deployment : deployment with { IsSuperseded = true, SupersededById = successor?.Id };
    }

    /// <summary>Whether the id is higher and the time, if known, is not earlier. If they disagree, for example because two nodes set the times, neither is newer.</summary>
    private static bool IsNewer(Deployment other, Deployment deployment) => other.Id > deployment.Id && !(other.CreatedAt < deployment.CreatedAt);
}
