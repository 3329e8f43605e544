namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The immutable values of a <see cref="DeploymentScript"/>.</summary>
internal sealed record DeploymentPlan
{
    public TimeSpan NotQueuedFor { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan QueuedFor { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan RunsFor { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>The phase after <see cref="DeploymentPhase.InProgress"/>. If <c>null</c>, the deployment never completes.</summary>
    public DeploymentPhase? FinalPhase { get; init; } = DeploymentPhase.Succeeded;

    public DeploymentLifecycle.Error? FinalError { get; init; }

    /// <summary>The time from the creation until a newer deployment starts. If <c>null</c>, none starts.</summary>
    public TimeSpan? SupersededAfter { get; init; }

    public string? InProgressStatus { get; init; }

    public DeploymentLifecycle.Error? InProgressError { get; init; }

    /// <summary>If <c>null</c>, the delay of the emulator applies.</summary>
    public TimeSpan? VisibilityDelay { get; init; }

    public IReadOnlyList<NormalizationRule> Normalization { get; init; } = [];
}
