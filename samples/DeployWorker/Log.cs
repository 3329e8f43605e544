using Microsoft.Extensions.Diagnostics.HealthChecks;
using SpiceDeployments.Client;

namespace DeployWorker;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Organization}: waiting for deployment {DeploymentId} of app {AppId}.")]
    public static partial void Waiting(this ILogger logger, string organization, long deploymentId, long appId);

    [LoggerMessage(2, LogLevel.Information, "{Organization}: deployment {DeploymentId} succeeded.")]
    public static partial void Succeeded(this ILogger logger, string organization, long deploymentId);

    [LoggerMessage(3, LogLevel.Information, "{Organization}: stopping; the next start resumes the deployment of app {AppId}.")]
    public static partial void Stopping(this ILogger logger, string organization, long appId);

    [LoggerMessage(4, LogLevel.Error, "{Organization}: {Reason}")]
    public static partial void Failed(this ILogger logger, string organization, string reason);

    [LoggerMessage(EventId = 5, Message = "{Organization}: {Health}. {Description}")]
    public static partial void Health(this ILogger logger, LogLevel level, string organization, HealthStatus health, string? description);

    [LoggerMessage(6, LogLevel.Warning, "{Organization}: deployment {DeploymentId} of app {AppId} no longer exists; deploying again.")]
    public static partial void NoLongerExists(this ILogger logger, string organization, long deploymentId, long appId);

    [LoggerMessage(7, LogLevel.Information, "{Organization}: creating a deployment of app {AppId}, unless intent {Key} has created one.")]
    public static partial void Creating(this ILogger logger, string organization, long appId, Guid key);

    [LoggerMessage(8, LogLevel.Information, "{Organization}: deployment {DeploymentId} completed earlier in this run: {Outcome}.")]
    public static partial void CompletedEarlier(this ILogger logger, string organization, long? deploymentId, DeploymentStatus outcome);
}
