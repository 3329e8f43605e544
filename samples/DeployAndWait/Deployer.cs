using Microsoft.Extensions.Logging;
using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>The part to copy: all that a program needs to deploy an app. Everything else in this sample shows it on a screen.</summary>
internal sealed class Deployer(DeploymentsClientOptions options, IProgress<DeploymentProgress> progress, ILogger<DeploymentsClient> logger)
{
    /// <summary>Creates a deployment, waits for its end, and returns it if it succeeded.</summary>
    public async Task<Deployment> DeployAsync(long appId, CreateDeploymentRequest request, CancellationToken cancellationToken)
    {
        using var client = new DeploymentsClient(options, logger: logger);
        return await client.DeployAsync(appId, request, progress: progress, cancellationToken: cancellationToken);
    }

    /// <summary>Waits for a deployment that another process has created.</summary>
    public async Task<Deployment> ResumeAsync(long appId, long deploymentId, CancellationToken cancellationToken)
    {
        using var client = new DeploymentsClient(options, logger: logger);
        Deployment ended = await client.WaitForCompletionAsync(appId, deploymentId, progress: progress, cancellationToken: cancellationToken);
        return ended.EnsureSucceeded();
    }
}
