using SpiceDeployments.Client;
using SpiceDeployments.Client.Docs.Tests;

namespace DocsExamples;

internal static class Auditing
{
    public static async Task WhenItHasEndedAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request, TextWriter audit)
    {
        Deployment done = await client.DeployAsync(appId, request);
        await audit.WriteLineAsync($"{done.CreatedAt:O} app {appId} deployment {done.Id} commit {done.CommitSha} image {done.ImageTag} by {done.CreatedBy}");
    }

    public static async Task AsSoonAsItExistsAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request, IDeploymentIds store)
    {
        var progress = new Progress<DeploymentProgress>(step => store.Save(appId, step.Deployment.Id));
        await client.DeployAsync(appId, request, progress: progress);
    }
}
