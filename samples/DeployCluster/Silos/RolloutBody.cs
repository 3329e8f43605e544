namespace DeployCluster.Silos;

/// <summary>The body of POST /rollouts/{id}.</summary>
internal sealed record RolloutBody
{
    public required IReadOnlyList<long> Apps { get; init; }

    public required string ImageTag { get; init; }
}
