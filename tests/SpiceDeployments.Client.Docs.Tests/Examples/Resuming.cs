using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Resuming
{
    public static async Task<Deployment> WaitAsync(IDeploymentsClient client, long appId, long storedDeploymentId)
    {
        Deployment ended = await client.WaitForCompletionAsync(appId, storedDeploymentId);
        return ended;
    }
}
