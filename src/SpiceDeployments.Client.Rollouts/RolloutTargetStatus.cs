namespace SpiceDeployments.Client.Rollouts;

/// <summary>The status of an app in a rollout.</summary>
public enum RolloutTargetStatus
{
    /// <summary>The app has not been started.</summary>
    Pending = 0,

    /// <summary>The values of the app are changed.</summary>
    Configuring,

    /// <summary>The intent of the deployment is stored. Whether the deployment was created is not stored yet.</summary>
    Prepared,

    /// <summary>The deployment was created, and has not completed.</summary>
    Deploying,

    /// <summary>The deployment succeeded.</summary>
    Succeeded,

    /// <summary>The app was current already, so that nothing was deployed (<see cref="RolloutRequest.SkipIfCurrent"/>).</summary>
    Current,

    /// <summary>The deployment failed, or the service rejected the change of the app or the deployment. Counts as a failure.</summary>
    Failed,

    /// <summary>The deployment did not complete in time, or could not be polled any more. It continues, and may still succeed. Counts as a failure.</summary>
    TimedOut,

    /// <summary>Whether a deployment was created is unknown. Counts as a failure.</summary>
    Unknown,

    /// <summary>Someone else deployed the app before this deployment completed. Does not count as a failure.</summary>
    Superseded,

    /// <summary>The app was not started before the rollout completed.</summary>
    Skipped,

    /// <summary>The app is put back.</summary>
    RollingBack,

    /// <summary>The app was put back, and deployed if this rollout had deployed it.</summary>
    RolledBack,

    /// <summary>The app could not be put back, and was left as it is.</summary>
    NotRolledBack,
}
