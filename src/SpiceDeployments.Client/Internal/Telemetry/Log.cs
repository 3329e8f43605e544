using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>Everything that the client logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "App {AppId}: deployment {DeploymentId} was created.")]
    public static partial void Created(this ILogger logger, long appId, long deploymentId);

    [LoggerMessage(2, LogLevel.Warning, "App {AppId}: a create was sent, and its answer is lost or unclear; looking for what it made.")]
    public static partial void CreateAmbiguous(this ILogger logger, long appId, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "App {AppId}: a create was cancelled while it was under way; whether it made a deployment is unknown.")]
    public static partial void CreateCancelled(this ILogger logger, long appId);

    [LoggerMessage(4, LogLevel.Information, "App {AppId}: {ActiveDeployment} is in the way; the next try to create is in {Seconds:0.0} s.")]
    public static partial void ConflictWaits(this ILogger logger, long appId, string activeDeployment, double seconds);

    [LoggerMessage(5, LogLevel.Debug, "App {AppId}: deployment {DeploymentId} is {Status}.")]
    public static partial void StatusSeen(this ILogger logger, long appId, long deploymentId, DeploymentStatus status);

    [LoggerMessage(6, LogLevel.Warning, "App {AppId}: deployment {DeploymentId} has the status '{Status}', which this version does not know; waiting goes on.")]
    public static partial void UnknownStatus(this ILogger logger, long appId, long deploymentId, string status);

    [LoggerMessage(7, LogLevel.Warning, "App {AppId}: a poll of deployment {DeploymentId} failed; the next one is in {Seconds:0.0} s.")]
    public static partial void LookFailed(this ILogger logger, long appId, long deploymentId, double seconds, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "App {AppId}: the create whose answer was lost has made deployment {DeploymentId}.")]
    public static partial void CreateFound(this ILogger logger, long appId, long deploymentId);

    [LoggerMessage(9, LogLevel.Information, "App {AppId}: no deployment shows that the create whose answer was lost has made.")]
    public static partial void CreateNotFound(this ILogger logger, long appId);

    [LoggerMessage(10, LogLevel.Warning, "App {AppId}: a create made nothing and is sent again in {Seconds:0.0} s.")]
    public static partial void CreateSentAgain(this ILogger logger, long appId, double seconds, Exception exception);

    [LoggerMessage(11, LogLevel.Debug, "App {AppId}: a create is sent.")]
    public static partial void CreateSent(this ILogger logger, long appId);

    [LoggerMessage(12, LogLevel.Debug, "App {AppId}: a create was refused, because another deployment is in the way.")]
    public static partial void CreateConflicts(this ILogger logger, long appId);

    [LoggerMessage(13, LogLevel.Warning, "App {AppId}: whether a create whose answer was lost has made a deployment cannot be told.")]
    public static partial void CreateUndecided(this ILogger logger, long appId, Exception exception);
}
