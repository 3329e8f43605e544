using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>Checks that the API responds for an organization: lists the newest deployment of its app.</summary>
internal sealed class ApiHealthCheck(IDeploymentsClient client, long appId) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.ListAsync(appId, new ListDeploymentsOptions { Limit = 1 }, cancellationToken);
            return HealthCheckResult.Healthy("The API responds.");
        }
        catch (SpiceException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
