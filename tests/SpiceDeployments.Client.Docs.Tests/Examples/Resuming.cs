using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Resuming
{
    public static async Task<Deployment> DeployAsync(IDeploymentsClient client, long appId)
    {
        try
        {
            return await client.DeployAsync(appId);
        }
        catch (DeploymentTimeoutException timeout) when (timeout.LastDeployment is { } deployment)
        {
            Deployment ended = await client.WaitForCompletionAsync(appId, deployment.Id);
            return ended.EnsureSucceeded();
        }
    }
}
