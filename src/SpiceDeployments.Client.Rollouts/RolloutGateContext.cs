namespace SpiceDeployments.Client.Rollouts;

/// <summary>What a gate decides about.</summary>
public sealed record RolloutGateContext
{
    /// <summary>The rollout.</summary>
    public required Rollout Rollout { get; init; }

    /// <summary>The wave that has completed.</summary>
    public required RolloutWave Wave { get; init; }

    /// <summary>The time since the bake time of the wave elapsed, so that a gate can limit how long it waits.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The apps of the wave.</summary>
    public IEnumerable<RolloutTargetState> Targets => Rollout.Targets.Skip(Wave.Start).Take(Wave.Targets.Count);
}
