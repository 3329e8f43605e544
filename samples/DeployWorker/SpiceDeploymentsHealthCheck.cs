using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>A health check of the API: whether it responds to a client, for one of the client's apps.</summary>
internal static class SpiceDeploymentsHealthCheck
{
    public static IHealthChecksBuilder AddSpiceDeploymentsCheck(this IHealthChecksBuilder builder, long appId, object? serviceKey = null) =>
        builder.Add(new HealthCheckRegistration(
            serviceKey?.ToString() ?? "spice-deployments",
            services => new Check(services.GetRequiredKeyedService<IDeploymentsClient>(serviceKey), appId),
            failureStatus: null,
            tags: null));

    private sealed class Check(IDeploymentsClient client, long appId) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await client.ListAsync(appId, new ListDeploymentsOptions { Limit = 1 }, cancellationToken);
                return HealthCheckResult.Healthy("The API responds.");
            }
            catch (SpiceApiException exception) when (exception.IsTransient) // Such as 429, 503, or no connection.
            {
                return HealthCheckResult.Degraded(exception.Message, exception);
            }
            catch (SpiceException exception) // Such as 401, 403 or 404.
            {
                return HealthCheckResult.Unhealthy(exception.Message, exception);
            }
        }
    }
}
