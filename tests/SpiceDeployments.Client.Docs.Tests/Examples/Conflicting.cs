using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Conflicting
{
    public static async Task<Deployment?> DeployAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request)
    {
        var options = new DeployOptions { OnConflict = ConflictBehavior.Throw };
        try
        {
            return await client.DeployAsync(appId, request, options);
        }
        catch (DeploymentConflictException conflict)
        {
            Console.WriteLine($"Deployment {conflict.ActiveDeployment?.Id} is in the way; nothing was created.");
            return null;
        }
    }
}
