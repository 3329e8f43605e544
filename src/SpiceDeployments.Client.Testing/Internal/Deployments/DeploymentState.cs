namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>A deployment at one moment.</summary>
internal sealed record DeploymentState(DeploymentPhase Phase, string Status)
{
    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public DeploymentError? Error { get; init; }

    public bool HasStarted => Phase is not (DeploymentPhase.NotYetQueued or DeploymentPhase.Queued);

    public bool IsActive => Phase is DeploymentPhase.NotYetQueued or DeploymentPhase.Queued or DeploymentPhase.InProgress;
}
