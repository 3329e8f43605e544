namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>What a script says, as a value that no later call on the script changes.</summary>
internal sealed record DeploymentPlan
{
    public TimeSpan NotQueuedFor { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan QueuedFor { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan RunsFor { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Null: it never ends.</summary>
    public DeploymentPhase? End { get; init; } = DeploymentPhase.Succeeded;

    public DeploymentError? Failure { get; init; }

    public DeploymentError? Block { get; init; }

    public string? ReportedStatus { get; init; }

    /// <summary>Null: as late as the emulator shows every record.</summary>
    public TimeSpan? VisibilityDelay { get; init; }
}
