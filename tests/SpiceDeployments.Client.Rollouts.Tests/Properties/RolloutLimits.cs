namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>What rollouts are known not to do yet. The scenarios stay within these limits. Remove a limit together with its cause.</summary>
internal static class RolloutLimits
{
    /// <summary>
    /// An app is tried again after a 429 without a timeout. If the account is full, the service responds with 429 for that, and the active deployments never
    /// complete, then neither does the rollout. The conflict timeout applies to the other errors of a full account.
    /// </summary>
    public const bool RateLimitsHaveNoTimeout = true;

    /// <summary>
    /// A process that runs a paused rollout with nothing in flight stores nothing, and so does not observe that another process has stopped the rollout. In
    /// the scenarios, such a stop is called in the process that runs the rollout.
    /// </summary>
    public const bool PausedRolloutsDoNotObserveOtherProcesses = true;

    /// <summary>
    /// A rollback or a retry that is requested directly after the rollout has completed, before its run has ended, is stored but does not run. In the
    /// scenarios, the caller then resumes the rollout.
    /// </summary>
    public const bool CommandsDirectlyAfterTheCompletionDoNotRun = true;

    /// <summary>
    /// A retry sets all apps in flight that timed out or are unknown, but runs those of later waves only in their wave. Until then, they do not count for the
    /// maximum concurrency.
    /// </summary>
    public const bool RetriesDoNotCountAppsOfLaterWaves = true;
}
