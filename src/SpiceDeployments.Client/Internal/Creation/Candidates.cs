namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>The deployments that may have come of a create.</summary>
/// <param name="All">Every one of them.</param>
/// <param name="Certain">The one that has, where there is no doubt; else null.</param>
internal sealed record Candidates(IReadOnlyList<Deployment> All, Deployment? Certain)
{
    /// <param name="list">The app's deployments.</param>
    /// <param name="request">What was sent.</param>
    /// <param name="sentAt">When it was sent. Null: the server does not say.</param>
    public static Candidates In(IEnumerable<Deployment> list, CreateDeploymentRequest request, SendTime? sentAt)
    {
        Deployment[] all = [.. list.Where(deployment => !IsOlder(deployment, sentAt) && DeploymentMatch.Compare(deployment, request) is not MatchResult.Differs)];
        bool isCertain = all is [var only] && sentAt is { IsReliable: true } && only.CreatedAt != default && DeploymentMatch.Compare(only, request) is MatchResult.Matches;
        return new Candidates(all, isCertain ? all[0] : null);
    }

    /// <summary>Whether the deployment is certainly from before the create.</summary>
    private static bool IsOlder(Deployment deployment, SendTime? sentAt) =>
        deployment.CreatedAt != default && deployment.CreatedAt < sentAt?.NotBefore;
}
