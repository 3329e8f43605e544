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
        await Task.WhenAll(organizations.Select(organization => DeployAsync(organization, stoppingToken)));
        lifetime.StopApplication();
    }

    private async Task DeployAsync(Organization organization, CancellationToken stoppingToken)
    {
        var client = clients.GetRequiredKeyedService<IDeploymentsClient>(organization.Name);
        try
        {
            UnderWay underWay = await FindAsync(client, organization, stoppingToken) ?? await CreateAsync(client, organization);
            Log.Waiting(logger, organization.Name, underWay);
            Deployment ended = await client.WaitForCompletionAsync(underWay.AppId, underWay.DeploymentId, cancellationToken: stoppingToken);
            state.Remove(organization.Name);
            ended.EnsureSucceeded();
            Log.Succeeded(logger, organization.Name, underWay.DeploymentId);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Log.Stopping(logger, organization.Name, state.Find(organization.Name));
        }
        catch (Exception exception) // Of any kind: the other organization's deployment is not stopped by it.
        {
            Log.Failed(logger, organization.Name, exception.Message);
            Environment.ExitCode = 1;
        }
    }

    /// <summary>Stopping does not cancel this: a create that is cut off leaves open whether there is a deployment.</summary>
    private async Task<UnderWay> CreateAsync(IDeploymentsClient client, Organization organization)
    {
        Deployment created = await client.CreateAsync(organization.AppId, cancellationToken: CancellationToken.None);
        var underWay = new UnderWay(organization.AppId, created.Id);
        state.Put(organization.Name, underWay);
        return underWay;
    }

    /// <summary>What an earlier run left, if the service still knows it.</summary>
    private async Task<UnderWay?> FindAsync(IDeploymentsClient client, Organization organization, CancellationToken stoppingToken)
    {
        if (state.Find(organization.Name) is not { } underWay)
        {
            return null;
        }

        try
        {
            await client.GetAsync(underWay.AppId, underWay.DeploymentId, stoppingToken);
            return underWay;
        }
        catch (DeploymentNotFoundException)
        {
            state.Remove(organization.Name);
            Log.Forgotten(logger, organization.Name, underWay);
            return null;
        }
    }
}
