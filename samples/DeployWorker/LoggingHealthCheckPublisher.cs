using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeployWorker;

/// <summary>Logs the health of each organization. A web application calls <c>MapHealthChecks</c> instead.</summary>
internal sealed class LoggingHealthCheckPublisher(ILogger<LoggingHealthCheckPublisher> logger) : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach ((string organization, HealthReportEntry entry) in report.Entries)
        {
            LogLevel level = entry.Status is HealthStatus.Healthy ? LogLevel.Information : LogLevel.Warning;
            logger.Health(level, organization, entry.Status, entry.Description is { } description ? SingleLine.From(description) : null);
        }

        return Task.CompletedTask;
    }
}
