using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Deploying
{
    public static async Task RunAsync()
    {
        using var client = new DeploymentsClient(DeploymentsClientOptions.FromEnvironment()); // SPICE_API_TOKEN
        var done = await client.DeployAsync(appId: 42, new CreateDeploymentRequest
        {
            Branch = "main",
            CommitSha = "9f2c4e7",
            CommitMessage = "Answer questions about open orders",
        });
        Console.WriteLine($"Deployment {done.Id} took {done.Duration}.");
    }
}
