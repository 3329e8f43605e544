using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The log messages of rollouts.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Rollout {RolloutId} is {Status}.", EventName = "RolloutStatusChanged")]
    public static partial void StatusChanged(this ILogger logger, string rolloutId, RolloutStatus status);

    [LoggerMessage(2, LogLevel.Warning, "App {AppId} of rollout {RolloutId} is {Status}: {Message}", EventName = "RolloutTargetNotSucceeded")]
    public static partial void TargetNotSucceeded(this ILogger logger, long appId, string rolloutId, RolloutTargetStatus status, string? message);

    [LoggerMessage(3, LogLevel.Warning, "The store of rollout {RolloutId} is not available; trying again in {DelaySeconds:0} s. Nothing is deployed meanwhile.", EventName = "RolloutStoreUnavailable")]
    public static partial void StoreUnavailable(this ILogger logger, string rolloutId, double delaySeconds, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "Rollout {RolloutId} does not run in this process any more. Deployments in flight continue.", EventName = "RolloutRunFailed")]
    public static partial void RunFailed(this ILogger logger, string rolloutId, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "Rollout {RolloutId} could not be resumed.", EventName = "RolloutResumeFailed")]
    public static partial void ResumeFailed(this ILogger logger, string rolloutId, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "The IProgress<RolloutProgress> of the caller threw an exception while rollout {RolloutId} was waited for.", EventName = "RolloutProgressFailed")]
    public static partial void ProgressFailed(this ILogger logger, string rolloutId, Exception exception);
}
