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
        Deployment created = await client.CreateAsync(appId, request);
        store.Save(appId, created.Id);
        Deployment ended = await client.WaitForCompletionAsync(appId, created.Id);
        ended.EnsureSucceeded();
    }
}
