using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeployWorker;

/// <summary>Logs the health of each organization. In a web program <c>MapHealthChecks</c> takes its place.</summary>
internal sealed class HealthLog(ILogger<HealthLog> logger) : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach ((string organization, HealthReportEntry entry) in report.Entries)
        {
            LogLevel level = entry.Status is HealthStatus.Healthy ? LogLevel.Information : LogLevel.Warning;
            Log.Health(logger, level, organization, entry.Status, entry.Description);
        }

        return Task.CompletedTask;
    }
}
