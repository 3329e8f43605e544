using SpiceDeployments.Client;

namespace DocsExamples;

internal static class MigratingExamples
{
    public static async Task<Deployment> DeployAsync()
    {
        using var client = new DeploymentsClient(DeploymentsClientOptions.FromEnvironment());
        Deployment done = await client.DeployAsync(42, new CreateDeploymentRequest { CommitMessage = "Build 1207" });
        return done;
    }
}
