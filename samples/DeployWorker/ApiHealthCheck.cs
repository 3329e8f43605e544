using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>Whether the API answers for an organization: asks for the newest deployment of its app.</summary>
internal sealed class ApiHealthCheck(IDeploymentsClient client, long appId) : IHealthCheck
{
    public static ApiHealthCheck Of(string organization, IServiceProvider services) => new(
        services.GetRequiredKeyedService<IDeploymentsClient>(organization),
        services.GetServices<Organization>().Single(known => known.Name == organization).AppId);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await client.ListAsync(appId, new DeploymentQuery { Limit = 1 }, cancellationToken);
            return HealthCheckResult.Healthy("The API answers.");
        }
        catch (SpiceApiException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
