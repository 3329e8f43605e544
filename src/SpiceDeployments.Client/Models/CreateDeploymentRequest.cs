namespace SpiceDeployments.Client;

/// <summary>What to deploy. Every property is optional, and what is null is not sent: the service then uses the app's own setting.</summary>
/// <remarks>Source: the create operation of the Spice.ai Cloud deployments API.</remarks>
public sealed record CreateDeploymentRequest
{
    /// <summary>The smallest number of <see cref="Replicas"/>: 1.</summary>
    public const int MinReplicas = 1;

    /// <summary>The largest number of <see cref="Replicas"/>: 10.</summary>
    public const int MaxReplicas = 10;

    /// <summary>The tag of the container image. Needs the Enterprise plan, and the tag must be published for the channel. Default null.</summary>
    public string? ImageTag { get; init; }

    /// <summary>The update channel: <c>stable</c>, <c>preview</c> or <c>nightly</c>. Known to newer servers only. Default null.</summary>
    public string? Channel { get; init; }

    /// <summary>The number of replicas, 1 to 10. Default null.</summary>
    public int? Replicas { get; init; }

    /// <summary>The Git branch that is deployed, for the record. Default null.</summary>
    public string? Branch { get; init; }

    /// <summary>The Git commit that is deployed, for the record. Default null.</summary>
    public string? CommitSha { get; init; }

    /// <summary>The Git commit message, for the record. Default null.</summary>
    public string? CommitMessage { get; init; }

    /// <summary>Whether the app runs with debugging on. Default null.</summary>
    public bool? Debug { get; init; }

    internal void Validate(string parameterName)
    {
        if (Replicas is < MinReplicas or > MaxReplicas)
        {
            throw new ArgumentOutOfRangeException(parameterName, Replicas, $"{nameof(Replicas)} must be from {MinReplicas} to {MaxReplicas}.");
        }
    }
}
