using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal;

/// <summary>The log messages of rollouts on a cluster.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "The turn of app {AppId} could not be requested or released for rollout {RolloutId}.", EventName = "RolloutTurnUnknown")]
    public static partial void TurnUnknown(this ILogger logger, long appId, string rolloutId, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The unfinished rollouts could not be continued at the start of the silo. Their reminders continue them.", EventName = "UnfinishedRolloutsUnknown")]
    public static partial void UnfinishedUnknown(this ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "A call to the cluster failed; trying again in {DelaySeconds:0} s.", EventName = "RolloutCallRetried")]
    public static partial void CallRetried(this ILogger logger, double delaySeconds, Exception? exception);
}
