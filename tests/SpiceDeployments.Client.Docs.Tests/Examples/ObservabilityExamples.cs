using DeployWorker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DocsExamples;

internal static class ObservabilityExamples
{
    public static void AddTelemetry(HostApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName));
    }

    public static void AddRolloutTelemetry(HostApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(RolloutsDiagnostics.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(RolloutsDiagnostics.MeterName));
    }

    public static void WarnOfSlowDeployments(HostApplicationBuilder builder, string token)
    {
        builder.Services.AddSpiceDeploymentsClient(options =>
        {
            options.AccessToken = token;
            options.SlowDeploymentFactor = 2.5;
        });
    }

    public static void AddHealthCheck(HostApplicationBuilder builder, long appId)
    {
        builder.Services.AddHealthChecks().AddSpiceDeploymentsCheck(appId);
    }

    public static async Task<DeploymentHistory> WriteStatisticsAsync(DeploymentsClient client, long appId)
    {
        IReadOnlyList<Deployment> deployments = await client.ListAsync(appId, new ListDeploymentsOptions { Limit = 100 });
        var history = DeploymentHistory.Of(deployments);
        Console.WriteLine($"{history.SuccessRate:P0} of {history.SucceededCount + history.FailedCount} deployments succeeded.");
        Console.WriteLine($"Half of those that succeeded took up to {history.MedianDuration}, 90 % up to {history.Percentile90Duration}.");
        foreach ((DeploymentFailureReason reason, int count) in history.FailuresByReason)
        {
            Console.WriteLine($"{count} failed: {reason}.");
        }

        return history;
    }
}
