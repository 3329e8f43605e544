using SpiceDeployments.Client;

namespace DocsExamples;

internal static class FromCurl
{
    public static async Task<Deployment> DeployAsync()
    {
        using var client = new DeploymentsClient(DeploymentsClientOptions.FromEnvironment());
        Deployment done = await client.DeployAsync(42, new CreateDeploymentRequest { CommitSha = "9f2c4e7" });
        return done;
    }
}
