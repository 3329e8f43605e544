namespace SpiceDeployments.Client.Rollouts;

/// <summary>The status of a rollout.</summary>
public enum RolloutStatus
{
    /// <summary>The rollout has not started: an earlier rollout of the same organization is in progress.</summary>
    Pending = 0,

    /// <summary>Waves are deployed, bake, or wait for their gate.</summary>
    InProgress,

    /// <summary>No further app is started until <see cref="IRolloutClient.ResumeAsync"/>. Deployments in flight continue.</summary>
    Paused,

    /// <summary>No further app is started. The rollout is stopped when the deployments in flight have completed.</summary>
    Stopping,

    /// <summary>The apps that the rollout has changed are put back.</summary>
    RollingBack,

    /// <summary>Every app has completed, no more apps than tolerated have failed, and every gate was passed.</summary>
    Succeeded,

    /// <summary>More apps than tolerated have failed, or a gate stopped the rollout.</summary>
    Failed,

    /// <summary>The rollout was stopped: by a caller, or because the credentials were rejected.</summary>
    Stopped,

    /// <summary>Every app that the rollout had changed was put back and deployed.</summary>
    RolledBack,

    /// <summary>At least one app could not be put back; the report says why.</summary>
    RollbackFailed,
}
