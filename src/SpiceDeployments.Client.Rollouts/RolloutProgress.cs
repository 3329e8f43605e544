namespace SpiceDeployments.Client.Rollouts;

/// <summary>The progress of a rollout: reported when a wait begins, and after each event.</summary>
public sealed record RolloutProgress
{
    /// <summary>The rollout after the event.</summary>
    public required Rollout Rollout { get; init; }

    /// <summary>The event, or <c>null</c> in the first report of a wait.</summary>
    public RolloutEvent? Event { get; init; }

    /// <summary>The app of the event, or <c>null</c> if the event is about the whole rollout.</summary>
    public RolloutTargetState? Target => Event?.Target is { } index ? Rollout.Targets[index] : null;
}
