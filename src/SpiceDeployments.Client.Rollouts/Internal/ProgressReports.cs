using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Reports to callers, whose exceptions must not end a wait.</summary>
internal static class ProgressReports
{
    public static void TryReport(this IProgress<RolloutProgress>? progress, RolloutProgress next, ILogger logger)
    {
        try
        {
            progress?.Report(next);
        }
        catch (Exception exception)
        {
            logger.ProgressFailed(next.Rollout.Id, exception);
        }
    }
}
