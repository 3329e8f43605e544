using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>
/// Deploys the app of each organization once, then stops the program. If the program is stopped or killed before that, the next start continues where it was.
/// </summary>
internal sealed class Worker(
    IEnumerable<Organization> organizations,
    IServiceProvider services,
    RunState run,
    IHostApplicationLifetime lifetime,
    ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Result[] results = await Task.WhenAll(organizations.Select(organization => TryDeployAsync(organization, stoppingToken)));
        if (results.All(result => result is Result.Succeeded or Result.Failed))
        {
            run.End();
        }

        Environment.ExitCode = results.All(result => result is Result.Succeeded or Result.Stopped) ? 0 : 1;
        lifetime.StopApplication();
    }

    private async Task<Result> TryDeployAsync(Organization organization, CancellationToken stoppingToken)
    {
        try
        {
            IDeploymentsClient client = services.GetRequiredKeyedService<IDeploymentsClient>(organization.Name);
            return await new DeploymentSteps(organization, client, run, logger).RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.Stopping(organization.Name, organization.AppId);
            return Result.Stopped;
        }
        catch (Exception exception) // Of any type: it must not affect the other organizations.
        {
            logger.Failed(organization.Name, SingleLine.From(exception.Message));
            return Result.Error;
        }
    }
}
