namespace SpiceDeployments.Client.Rollouts;

/// <summary>What has happened in a rollout.</summary>
public enum RolloutEventKind
{
    /// <summary>The rollout was created. <see cref="RolloutEvent.Request"/> is its request.</summary>
    Created = 0,

    /// <summary>A process runs the rollout from now on, instead of the one before.</summary>
    Claimed,

    /// <summary>The rollout is in progress.</summary>
    Started,

    /// <summary>The values of an app are about to be changed. <see cref="RolloutEvent.Before"/> has the earlier values.</summary>
    TargetConfiguring,

    /// <summary>The values of an app were changed. <see cref="RolloutEvent.After"/> has the values as the service stores them.</summary>
    TargetConfigured,

    /// <summary>A deployment is about to be created. <see cref="RolloutEvent.Intent"/> is its intent.</summary>
    TargetPrepared,

    /// <summary>The deployment <see cref="RolloutEvent.DeploymentId"/> was created.</summary>
    TargetDeploying,

    /// <summary>Nothing was created, and the app is tried again later.</summary>
    TargetRequeued,

    /// <summary>The deployment succeeded.</summary>
    TargetSucceeded,

    /// <summary>The app was current already.</summary>
    TargetCurrent,

    /// <summary>The deployment failed, or nothing was created.</summary>
    TargetFailed,

    /// <summary>The deployment was not seen to complete.</summary>
    TargetTimedOut,

    /// <summary>Whether a deployment was created is unknown.</summary>
    TargetUnknown,

    /// <summary>Someone else deployed the app.</summary>
    TargetSuperseded,

    /// <summary>All apps of the wave have completed. The bake time begins.</summary>
    WaveCompleted,

    /// <summary>The wave has passed its bake time and its gate.</summary>
    GatePassed,

    /// <summary>The gate stopped the rollout.</summary>
    GateStopped,

    /// <summary>A caller paused the rollout.</summary>
    Paused,

    /// <summary>A caller resumed the rollout.</summary>
    Resumed,

    /// <summary>The rollout starts no further app: a caller stopped it, or the credentials were rejected.</summary>
    StopRequested,

    /// <summary>The apps that have not succeeded are tried again.</summary>
    RetryRequested,

    /// <summary>The apps are put back.</summary>
    RollbackStarted,

    /// <summary>The deployment that puts an app back is about to be created. <see cref="RolloutEvent.Intent"/> is its intent.</summary>
    TargetRollbackPrepared,

    /// <summary>The deployment that puts an app back was created.</summary>
    TargetRollbackDeploying,

    /// <summary>The app was put back.</summary>
    TargetRolledBack,

    /// <summary>The app was not put back.</summary>
    TargetNotRolledBack,

    /// <summary>The rollout has completed. Its status follows from the events before.</summary>
    Completed,
}
