namespace SpiceDeployments.Client.Rollouts;

/// <summary>What is known of an app in a rollout.</summary>
public sealed record RolloutTargetState
{
    internal RolloutTargetState(RolloutTarget target) => Target = target;

    /// <summary>The app and its request.</summary>
    public RolloutTarget Target { get; internal init; }

    /// <summary>The status.</summary>
    public RolloutTargetStatus Status { get; internal init; }

    /// <summary>The last deployment that the rollout created, or <c>null</c> if none is known.</summary>
    public long? DeploymentId { get; internal init; }

    /// <summary>Why the app has this outcome, or why it is tried again later. <c>null</c> if there is nothing to state.</summary>
    public string? Message { get; internal init; }

    /// <summary>When the rollout began to change or to deploy the app, by the clock of the process, or <c>null</c> if it has not.</summary>
    public DateTimeOffset? StartedAt { get; internal init; }

    /// <summary>When the outcome was stored, by the clock of the process, or <c>null</c> if there is none.</summary>
    public DateTimeOffset? CompletedAt { get; internal init; }

    /// <summary>The deployment that put the app back, or <c>null</c> if none is known.</summary>
    public long? RollbackDeploymentId { get; internal init; }

    /// <summary>Why the app was not put back, or <c>null</c>.</summary>
    public string? RollbackMessage { get; internal init; }

    /// <summary>The values of the app before the rollout changed them first, or <c>null</c> if it did not.</summary>
    public UpdateAppRequest? Before { get; internal init; }

    /// <summary>The values of the app after the change, as the service stores them, or <c>null</c> if they are not known.</summary>
    public UpdateAppRequest? After { get; internal init; }

    /// <summary>Whether the outcome counts as a failure of the rollout.</summary>
    public bool IsFailure => Status is RolloutTargetStatus.Failed or RolloutTargetStatus.TimedOut or RolloutTargetStatus.Unknown;

    /// <summary>The intent of the deployment in flight, or of the one whose outcome is unknown.</summary>
    internal DeploymentIntent? Intent { get; init; }

    /// <summary>Whether <see cref="DeploymentId"/> timed out in an earlier attempt, so that it is polled again before anything else is deployed.</summary>
    internal bool IsTimedOut { get; init; }

    /// <summary>When the id of the deployment in flight was stored. Its timeout counts from then.</summary>
    internal DateTimeOffset DeployingSince { get; init; }

    /// <summary>The number of the event with which the rollout began to change or to deploy the app. A rollback begins with the highest.</summary>
    internal int StartSequence { get; init; }

    /// <summary>The intent of the deployment that puts the app back, until its deployment is known.</summary>
    internal DeploymentIntent? RollbackIntent { get; init; }

    /// <summary>Whether <see cref="RollbackDeploymentId"/> is in flight.</summary>
    internal bool IsRollbackDeploying { get; init; }

    /// <summary>Whether <see cref="Before"/> may have been overwritten by someone else before the rollout changed the app: a process died at that time.</summary>
    internal bool IsBeforeUncertain { get; init; }

    internal bool IsInFlight => Status is RolloutTargetStatus.Configuring or RolloutTargetStatus.Prepared or RolloutTargetStatus.Deploying;

    /// <summary>Whether the rollout deploys the app, or puts it back.</summary>
    internal bool IsChanging => IsInFlight || Status is RolloutTargetStatus.RollingBack;

    /// <summary>Whether the rollout has changed the app, or may have.</summary>
    internal bool IsChanged => Status is not RolloutTargetStatus.Current && (Before is not null || DeploymentId is not null || Status is RolloutTargetStatus.Unknown);
}
