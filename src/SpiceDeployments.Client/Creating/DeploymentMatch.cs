namespace SpiceDeployments.Client.Creating;

/// <summary>Tells whether a deployment in the list may come from a certain create.</summary>
internal static class DeploymentMatch
{
    /// <summary>
    /// Whether the deployment came through the API, or does not say, and has every value that was sent. Only the channel may be missing:
    /// servers from before it do not send it back. Debug is never sent back.
    /// </summary>
    public static bool IsFrom(Deployment deployment, CreateDeploymentRequest request) =>
        (deployment.CreationSource is DeploymentCreationSource.Api || string.IsNullOrEmpty(deployment.RawCreationSource))
        && (request.Replicas is null || deployment.Replicas == request.Replicas)
        && (deployment.Channel is null || IsSame(request.Channel, deployment.Channel))
        && IsSame(request.ImageTag, deployment.ImageTag)
        && IsSame(request.Branch, deployment.Branch)
        && IsSame(request.CommitSha, deployment.CommitSha)
        && IsSame(request.CommitMessage, deployment.CommitMessage);

    private static bool IsSame(string? sent, string? stored) =>
        string.IsNullOrWhiteSpace(sent) || sent.AsSpan().Trim().SequenceEqual(stored.AsSpan().Trim());
}
