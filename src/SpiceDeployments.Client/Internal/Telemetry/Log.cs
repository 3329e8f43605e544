using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The log messages of the client.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Created deployment {DeploymentId} of app {AppId}.", EventName = "DeploymentCreated")]
    public static partial void DeploymentCreated(this ILogger logger, long deploymentId, long appId);

    [LoggerMessage(2, LogLevel.Warning, "The response to a create request for app {AppId} was lost or inconclusive; checking the deployment list.", EventName = "CreateIndeterminate")]
    public static partial void CreateIndeterminate(this ILogger logger, long appId, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "A create request for app {AppId} was canceled while in flight; a deployment may have been created.", EventName = "CreateCanceled")]
    public static partial void CreateCanceled(this ILogger logger, long appId);

    [LoggerMessage(
        4,
        LogLevel.Information,
        "Deployment {ActiveDeploymentId} of app {AppId} is {ActiveDeploymentStatus}; retrying the create in {DelaySeconds:0.0} s.",
        EventName = "ConflictRetryScheduled")]
    public static partial void ConflictRetryScheduled(this ILogger logger, long activeDeploymentId, long appId, string activeDeploymentStatus, double delaySeconds);

    [LoggerMessage(5, LogLevel.Debug, "Deployment {DeploymentId} of app {AppId} is {Status}.", EventName = "StatusChanged")]
    public static partial void StatusChanged(this ILogger logger, long deploymentId, long appId, string status);

    [LoggerMessage(6, LogLevel.Warning, "Deployment {DeploymentId} of app {AppId} has unknown status '{Status}'; continuing to poll.", EventName = "UnknownStatus")]
    public static partial void UnknownStatus(this ILogger logger, long deploymentId, long appId, string status);

    [LoggerMessage(7, LogLevel.Warning, "Polling deployment {DeploymentId} of app {AppId} failed; retrying in {DelaySeconds:0.0} s.", EventName = "PollFailed")]
    public static partial void PollFailed(this ILogger logger, long deploymentId, long appId, double delaySeconds, Exception exception);

    [LoggerMessage(8, LogLevel.Information, "Found deployment {DeploymentId} of app {AppId}, created by the request whose response was lost.", EventName = "CreateReconciled")]
    public static partial void CreateReconciled(this ILogger logger, long deploymentId, long appId);

    [LoggerMessage(9, LogLevel.Information, "No deployment of app {AppId} matches the create request.", EventName = "CreateNotFound")]
    public static partial void CreateNotFound(this ILogger logger, long appId);

    [LoggerMessage(10, LogLevel.Warning, "Resending the create request for app {AppId} in {DelaySeconds:0.0} s.", EventName = "CreateRetryScheduled")]
    public static partial void CreateRetryScheduled(this ILogger logger, long appId, double delaySeconds, Exception exception);

    [LoggerMessage(11, LogLevel.Debug, "Sending a create request for app {AppId}.", EventName = "CreateSending")]
    public static partial void CreateSending(this ILogger logger, long appId);

    [LoggerMessage(12, LogLevel.Debug, "The create request for app {AppId} conflicts with an active deployment.", EventName = "CreateConflict")]
    public static partial void CreateConflict(this ILogger logger, long appId);

    [LoggerMessage(13, LogLevel.Warning, "Could not determine whether the create for app {AppId} created a deployment.", EventName = "CreateOutcomeUnknown")]
    public static partial void CreateOutcomeUnknown(this ILogger logger, long appId, Exception exception);

    [LoggerMessage(
        14,
        LogLevel.Information,
        "An active deployment of app {AppId}, which is not listed, conflicts with the create request; retrying the create in {DelaySeconds:0.0} s.",
        EventName = "UnlistedConflictRetryScheduled")]
    public static partial void UnlistedConflictRetryScheduled(this ILogger logger, long appId, double delaySeconds);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "The IProgress<DeploymentProgress> of the caller threw an exception while app {AppId} was deployed; further exceptions of this call are not logged.",
        EventName = "ProgressFailed")]
    public static partial void ProgressFailed(this ILogger logger, long appId, Exception exception);

    [LoggerMessage(
        16,
        LogLevel.Warning,
        "Deployments {DeploymentId} and {DuplicateId} of app {AppId} were created by the same intent: a request reached the service after the intent had settled.",
        EventName = "DuplicateFound")]
    public static partial void DuplicateFound(this ILogger logger, long deploymentId, long duplicateId, long appId);

    [LoggerMessage(
        17,
        LogLevel.Information,
        "The service replaced the commit message of deployment {DeploymentId} of app {AppId}, so that only the values of the request identify the deployment of the intent.",
        EventName = "IntentKeyNotReturned")]
    public static partial void IntentKeyNotReturned(this ILogger logger, long deploymentId, long appId);

    [LoggerMessage(18, LogLevel.Warning, "Records in the list of app {AppId} that cannot be read, and are left out: {Count}.", EventName = "UnreadableRecords")]
    public static partial void UnreadableRecords(this ILogger logger, long appId, long count);

    [LoggerMessage(
        19,
        LogLevel.Warning,
        "Deployment {DeploymentId} of app {AppId} is {Status} after {AgeSeconds:0} s; the median duration of the app's successful deployments is {MedianSeconds:0} s.",
        EventName = "DeploymentSlow")]
    public static partial void DeploymentSlow(this ILogger logger, long deploymentId, long appId, string status, double ageSeconds, double medianSeconds);
}
