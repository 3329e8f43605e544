namespace SpiceDeployments.Client.Rollouts;

/// <summary>The decision of a gate.</summary>
public sealed record RolloutGateDecision
{
    private RolloutGateDecision()
    {
    }

    /// <summary>The next wave starts, or the rollout completes.</summary>
    public static RolloutGateDecision Proceed { get; } = new();

    /// <summary>The delay before the gate is evaluated again, or <c>null</c>.</summary>
    public TimeSpan? Delay { get; private init; }

    /// <summary>Why the rollout fails, or <c>null</c>.</summary>
    public string? StopReason { get; private init; }

    /// <summary>The gate is evaluated again after a delay.</summary>
    /// <param name="delay">The delay, more than zero.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is not positive.</exception>
    public static RolloutGateDecision Wait(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delay, TimeSpan.Zero);
        return new RolloutGateDecision { Delay = delay };
    }

    /// <summary>The rollout fails. With <see cref="RolloutFailureAction.RollBack"/>, the apps are put back.</summary>
    /// <param name="reason">The reason, for the report.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is <c>null</c> or blank.</exception>
    public static RolloutGateDecision Stop(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new RolloutGateDecision { StopReason = reason };
    }
}
