using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Conflicting
{
    public static async Task<Deployment> DeployPatientlyAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(30) };
        Deployment done = await client.DeployAsync(appId, request, options);
        return done;
    }

    public static async Task<Deployment?> DeployAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
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
}
