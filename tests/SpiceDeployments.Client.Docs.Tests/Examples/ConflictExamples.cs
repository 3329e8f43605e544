using SpiceDeployments.Client;

namespace DocsExamples;

internal static class ConflictExamples
{
    public static async Task<Deployment> DeployWithTimeoutAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(30) };
        Deployment done = await client.DeployAsync(appId, request, options);
        return done;
    }

    public static async Task<Deployment?> DeployOrThrowAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        var options = new DeployOptions { ConflictBehavior = ConflictBehavior.Throw };
        try
        {
            return await client.DeployAsync(appId, request, options);
        }
        catch (DeploymentConflictException conflict)
        {
            Console.WriteLine($"Deployment {conflict.ActiveDeployment?.Id} is still active; nothing was created.");
            return null;
        }
    }

    public static async Task<Deployment> CreateWithWaitAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry };
        Deployment created = await client.CreateAsync(appId, request, options);
        return created;
    }
}
