using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Rollback
{
    public static async Task<Deployment> GoBackToAsync(IDeploymentsClient client, long appId, long storedId)
    {
        Deployment earlier = await client.GetAsync(appId, storedId);
        Deployment back = await client.DeployAsync(appId, new CreateDeploymentRequest
        {
            ImageTag = earlier.ImageTag, // Enterprise plan only; leave both out otherwise.
            Channel = earlier.Channel,
            Replicas = earlier.Replicas,
            Branch = earlier.Branch,
            CommitSha = earlier.CommitSha,
            CommitMessage = $"Back to deployment {earlier.Id}",
        });
        return back;
    }

    public static async Task<Deployment> FindTheOneBeforeAsync(IDeploymentsClient client, long appId, long badId)
    {
        IReadOnlyList<Deployment> newestFirst = await client.ListAsync(appId, new ListDeploymentsOptions { Limit = ListDeploymentsOptions.MaxLimit });
        Deployment earlier = newestFirst
            .SkipWhile(deployment => deployment.Id != badId)
            .FirstOrDefault(deployment => deployment.Id != badId && deployment.Status is DeploymentStatus.Succeeded)
            ?? throw new InvalidOperationException($"The list shows no success before deployment {badId}.");
        return earlier;
    }
}
