using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeployWorker;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Organization}: waiting for deployment {DeploymentId} of app {AppId}.")]
    public static partial void Waiting(this ILogger logger, string organization, long deploymentId, long appId);

    [LoggerMessage(2, LogLevel.Information, "{Organization}: deployment {DeploymentId} succeeded.")]
    public static partial void Succeeded(this ILogger logger, string organization, long deploymentId);

    [LoggerMessage(3, LogLevel.Information, "{Organization}: stopping; deployment {DeploymentId} of app {AppId} continues; the next start resumes the wait.")]
    public static partial void Stopping(this ILogger logger, string organization, long deploymentId, long appId);

    [LoggerMessage(4, LogLevel.Error, "{Organization}: {Reason}")]
    public static partial void Failed(this ILogger logger, string organization, string reason);

    [LoggerMessage(EventId = 5, Message = "{Organization}: {Health}. {Description}")]
    public static partial void Health(this ILogger logger, LogLevel level, string organization, HealthStatus health, string? description);

    [LoggerMessage(6, LogLevel.Warning, "{Organization}: deployment {DeploymentId} of app {AppId} no longer exists; deploying again.")]
    public static partial void NoLongerKnown(this ILogger logger, string organization, long deploymentId, long appId);
}
