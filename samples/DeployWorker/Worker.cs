using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>
/// Deploys the app of each organization, then stops the program. If the program is stopped before that, the deployments continue, and the next start
/// resumes the waits.
/// </summary>
internal sealed class Worker(
    IEnumerable<Organization> organizations,
    IServiceProvider services,
    PendingDeployments pending,
    IHostApplicationLifetime lifetime,
    ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Environment.ExitCode = 1; // Applies if the shutdown timeout elapses.
        bool[] results = await Task.WhenAll(organizations.Select(organization => TryDeployAsync(organization, stoppingToken)));
        Environment.ExitCode = results.All(succeeded => succeeded) ? 0 : 1;
        lifetime.StopApplication();
    }

    private async Task<bool> TryDeployAsync(Organization organization, CancellationToken stoppingToken)
    {
        try
        {
            await DeployAsync(organization, stoppingToken);
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception exception) // Of any type: it must not affect the other organizations.
        {
            logger.Failed(organization.Name, exception.Message);
            return false;
        }
    }

    private async Task DeployAsync(Organization organization, CancellationToken stoppingToken)
    {
        IDeploymentsClient client = services.GetRequiredKeyedService<IDeploymentsClient>(organization.Name);
        if (pending.Find(organization.Name) is { DeploymentId: { } pendingId } deployment)
        {
            try
            {
                await WaitAsync(client, organization, deployment.AppId, pendingId, stoppingToken);
                return;
            }
            catch (DeploymentNotFoundException)
            {
                logger.NoLongerKnown(organization.Name, pendingId, deployment.AppId);
                pending.Remove(organization.Name);
            }
        }

        long createdId = await CreateAsync(client, organization, stoppingToken);
        await WaitAsync(client, organization, organization.AppId, createdId, stoppingToken);
    }

    private async Task<long> CreateAsync(IDeploymentsClient client, Organization organization, CancellationToken stoppingToken)
    {
        stoppingToken.ThrowIfCancellationRequested();
        var requested = new PendingDeployment(organization.AppId, DateTimeOffset.UtcNow);
        var request = new CreateDeploymentRequest { CommitMessage = $"Deployed by DeployWorker at {requested.RequestedAt:O}" }; // Unique, so that a lost response is resolved.
        pending.Set(organization.Name, requested); // If this process is killed now, the next start knows that a deployment may exist.
        try
        {
            // Stopping does not cancel the create, because whether a deployment was created would be unknown.
            Deployment created = await client.CreateAsync(organization.AppId, request, cancellationToken: CancellationToken.None);
            pending.Set(organization.Name, requested with { DeploymentId = created.Id });
            return created.Id;
        }
        catch (SpiceApiException) // No deployment was created.
        {
            pending.Remove(organization.Name);
            throw;
        }
    }

    private async Task WaitAsync(IDeploymentsClient client, Organization organization, long appId, long deploymentId, CancellationToken stoppingToken)
    {
        logger.Waiting(organization.Name, deploymentId, appId);
        try
        {
            Deployment completed = await client.WaitForCompletionAsync(appId, deploymentId, cancellationToken: stoppingToken);
            pending.Remove(organization.Name);
            completed.EnsureSucceeded();
            logger.Succeeded(organization.Name, deploymentId);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.Stopping(organization.Name, deploymentId, appId);
            throw;
        }
    }
}
