using SpiceDeployments.Client;

namespace DocsExamples;

internal static class GitMetadataExamples
{
    public static async Task<Deployment> DeployAsync(IDeploymentsClient client, long appId, string imageTag)
    {
        var request = new CreateDeploymentRequest { ImageTag = imageTag };
        if (GitMetadata.Detect() is { } metadata)
        {
            Console.WriteLine($"Commit {metadata.CommitSha} of {metadata.Branch}, from {metadata.Source}");
            request = request.WithGitMetadata(metadata);
        }

        Deployment done = await client.DeployAsync(appId, request);
        return done;
    }

    public static CreateDeploymentRequest AddMessage(CreateDeploymentRequest request, GitMetadata metadata)
    {
        CreateDeploymentRequest recorded = request.WithGitMetadata(metadata with { Branch = null, CommitSha = null });
        return recorded;
    }
}
