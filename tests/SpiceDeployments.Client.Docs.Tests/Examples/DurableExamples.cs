using System.Text.Json;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class DurableExamples
{
    public static async Task<Deployment> DeployAsync(IDeploymentsClient client, long appId, CreateDeploymentRequest request, string path, CancellationToken cancellationToken)
    {
        DeploymentIntent intent = await client.PrepareAsync(appId, request, cancellationToken); // One list request. Creates nothing.
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(intent), cancellationToken);
        return await client.DeployAsync(intent, cancellationToken: cancellationToken);
    }

    public static async Task<Deployment> ResumeAsync(IDeploymentsClient client, string path, CancellationToken cancellationToken)
    {
        DeploymentIntent intent = JsonSerializer.Deserialize<DeploymentIntent>(await File.ReadAllTextAsync(path, cancellationToken))!;
        return await client.DeployAsync(
            intent,
            new DeployOptions { SaveIntent = (prepared, token) => File.WriteAllTextAsync(path, JsonSerializer.Serialize(prepared), token) },
            cancellationToken: cancellationToken);
    }
}
