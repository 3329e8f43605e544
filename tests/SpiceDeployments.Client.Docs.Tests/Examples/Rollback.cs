using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Rollback
{
    public static async Task<Deployment> GoBackAsync(IDeploymentsClient client, long appId)
    {
        var query = new DeploymentQuery { Status = DeploymentStatus.Succeeded, Limit = 2 };
        IReadOnlyList<Deployment> succeeded = await client.ListAsync(appId, query);
        Deployment earlier = succeeded[1];
        Deployment back = await client.DeployAsync(appId, new CreateDeploymentRequest
        {
            ImageTag = earlier.ImageTag,
            Replicas = earlier.Replicas,
            Branch = earlier.Branch,
            CommitSha = earlier.CommitSha,
            CommitMessage = $"Back to deployment {earlier.Id}",
        });
        return back;
    }
}
