using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>
/// Deploys the app of each organization, and then ends the program. When it is stopped before, the deployments go on by themselves, and the next
/// start waits for them.
/// </summary>
internal sealed class Worker(
    IEnumerable<Organization> organizations,
    IServiceProvider clients,
    StateFile state,
    IHostApplicationLifetime lifetime,
    ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Environment.ExitCode = 1; // Stays, should the host lose its patience with this.
        bool[] wentWell = await Task.WhenAll(organizations.Select(organization => RunAsync(organization, stoppingToken)));
        Environment.ExitCode = wentWell.All(well => well) ? 0 : 1;
        lifetime.StopApplication();
    }

    private async Task<bool> RunAsync(Organization organization, CancellationToken stoppingToken)
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
        catch (Exception exception) // Of any kind: the other organization's deployment is not stopped by it.
        {
            Log.Failed(logger, organization.Name, exception.Message);
            return false;
        }
    }

    private async Task DeployAsync(Organization organization, CancellationToken stoppingToken)
    {
        IDeploymentsClient client = clients.GetRequiredKeyedService<IDeploymentsClient>(organization.Name);
        if (state.Find(organization.Name) is { } left)
        {
            try
            {
                await WaitAsync(client, organization, left, stoppingToken);
                return;
            }
            catch (DeploymentNotFoundException)
            {
                Log.Forgotten(logger, organization.Name, left);
                state.Remove(organization.Name);
            }
        }

        UnderWay created = await CreateAsync(client, organization, stoppingToken);
        await WaitAsync(client, organization, created, stoppingToken);
    }

    private async Task<UnderWay> CreateAsync(IDeploymentsClient client, Organization organization, CancellationToken stoppingToken)
    {
        stoppingToken.ThrowIfCancellationRequested();
        var begun = new UnderWay(organization.AppId, DateTimeOffset.UtcNow);
        state.Put(organization.Name, begun); // Should this process be killed now, the next start knows that there may be a deployment.
        try
        {
            // Stopping does not cancel this: a create that is cut off leaves open whether there is a deployment.
            Deployment created = await client.CreateAsync(organization.AppId, cancellationToken: CancellationToken.None);
            UnderWay underWay = begun with { DeploymentId = created.Id };
            state.Put(organization.Name, underWay);
            return underWay;
        }
        catch (SpiceApiException) // There is no deployment, by all that the service shows.
        {
            state.Remove(organization.Name);
            throw;
        }
    }

    private async Task WaitAsync(IDeploymentsClient client, Organization organization, UnderWay underWay, CancellationToken stoppingToken)
    {
        long deploymentId = underWay.DeploymentId!.Value;
        Log.Waiting(logger, organization.Name, underWay);
        try
        {
            Deployment ended = await client.WaitForCompletionAsync(underWay.AppId, deploymentId, cancellationToken: stoppingToken);
            state.Remove(organization.Name);
            ended.EnsureSucceeded();
            Log.Succeeded(logger, organization.Name, deploymentId);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopping(logger, organization.Name, underWay);
            throw;
        }
    }
}
