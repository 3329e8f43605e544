namespace SpiceDeployments.Client.Rollouts;

/// <summary>Targets of a rollout that may be deployed at the same time.</summary>
public sealed record RolloutWave
{
    internal RolloutWave(int number, int start, IReadOnlyList<RolloutTarget> targets)
    {
        Number = number;
        Start = start;
        Targets = targets;
    }

    /// <summary>The number of the wave, from 1.</summary>
    public int Number { get; }

    /// <summary>The targets.</summary>
    public IReadOnlyList<RolloutTarget> Targets { get; }

    /// <summary>The index of the first target among those of the request.</summary>
    internal int Start { get; }

    internal int End => Start + Targets.Count;
}
