using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Polling
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
        Deployment ended = await client.WaitForCompletionAsync(appId, deploymentId, polling);
        return ended;
    }
}
