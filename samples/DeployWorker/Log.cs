using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeployWorker;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Organization}: waiting for {UnderWay}.")]
    public static partial void Waiting(ILogger logger, string organization, UnderWay underWay);

    [LoggerMessage(2, LogLevel.Information, "{Organization}: deployment {DeploymentId} succeeded.")]
    public static partial void Succeeded(ILogger logger, string organization, long deploymentId);

    [LoggerMessage(3, LogLevel.Information, "{Organization}: stopping; {UnderWay} goes on, and the next start waits for it.")]
    public static partial void Stopping(ILogger logger, string organization, UnderWay underWay);

    [LoggerMessage(4, LogLevel.Error, "{Organization}: {Reason}")]
    public static partial void Failed(ILogger logger, string organization, string reason);

    [LoggerMessage(EventId = 5, Message = "{Organization}: {Health}. {Description}")]
    public static partial void Health(ILogger logger, LogLevel level, string organization, HealthStatus health, string? description);

    [LoggerMessage(6, LogLevel.Warning, "{Organization}: the service does not know {UnderWay} any more; deploying anew.")]
    public static partial void Forgotten(ILogger logger, string organization, UnderWay underWay);

    [LoggerMessage(7, LogLevel.Warning, "No credentials in the configuration: the apps are those of an emulator.")]
    public static partial void Emulated(ILogger logger);
}
