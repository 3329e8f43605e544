using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Following
{
    public static async Task<Deployment> WithProgressAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        var progress = new Progress<DeploymentProgress>(step => Console.WriteLine($"{step.Elapsed:mm\\:ss} {step.Deployment.RawStatus}"));
        Deployment done = await client.DeployAsync(appId, request, progress: progress);
        return done;
    }

    public static async Task WithWatchAsync(IDeploymentsClient client, long appId, long deploymentId)
    {
        await foreach (Deployment deployment in client.WatchAsync(appId, deploymentId))
        {
            Console.WriteLine($"Deployment {deployment.Id} is {deployment.RawStatus}.");
        }
    }
}
