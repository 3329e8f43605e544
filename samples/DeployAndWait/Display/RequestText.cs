using SpiceDeployments.Client;

namespace DeployAndWait.Display;

/// <summary>Writes what is about to be deployed.</summary>
internal static class RequestText
{
    public static string Of(long appId, CreateDeploymentRequest request)
    {
        string?[] parts =
        [
            request.ImageTag is { } tag ? $"image {tag}" : null,
            request.Replicas is { } replicas ? $"replicas {replicas}" : null,
            CommitText.Of(request.Branch, request.CommitSha, request.CommitMessage) is { } commit ? $"commit {commit}" : null,
        ];
        string details = string.Join(", ", parts.Where(part => part is not null));
        return details.Length is 0 ? $"Deploying app {appId}." : $"Deploying app {appId}: {details}.";
    }
}
