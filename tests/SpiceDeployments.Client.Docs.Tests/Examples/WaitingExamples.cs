using SpiceDeployments.Client;

namespace DocsExamples;

internal static class WaitingExamples
{
    public static async Task<Deployment> WaitAsync(IDeploymentsClient client, long appId, long deploymentId)
    {
        var polling = new PollingOptions
        {
            InitialDelay = TimeSpan.FromSeconds(2),
            MaxDelay = TimeSpan.FromSeconds(15),
            Timeout = TimeSpan.FromMinutes(20),
            UseJitter = true,
        };
        Deployment completed = await client.WaitForCompletionAsync(appId, deploymentId, polling);
        return completed;
    }

    public static async Task<Deployment> ResumeAsync(IDeploymentsClient client, long appId, long storedDeploymentId)
    {
        Deployment completed = await client.WaitForCompletionAsync(appId, storedDeploymentId);
        return completed;
    }
}
