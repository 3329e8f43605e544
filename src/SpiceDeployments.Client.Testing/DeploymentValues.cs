namespace SpiceDeployments.Client.Testing;

/// <summary>The values of a deployment that the service stores, and that clients compare with what they sent.</summary>
public sealed record DeploymentValues
{
    /// <summary>The image tag (<c>image_tag</c>). Default <c>null</c>.</summary>
    public string? ImageTag { get; init; }

    /// <summary>The update channel (<c>channel</c>). Default <c>null</c>.</summary>
    public string? Channel { get; init; }

    /// <summary>The number of replicas (<c>replicas</c>). Default <c>null</c>.</summary>
    public int? Replicas { get; init; }

    /// <summary>The branch (<c>branch</c>). Default <c>null</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit (<c>commit_sha</c>). Default <c>null</c>.</summary>
    public string? CommitSha { get; init; }

    /// <summary>The commit message (<c>commit_message</c>). Default <c>null</c>.</summary>
    public string? CommitMessage { get; init; }

    /// <summary>The origin of the deployment (<c>creation_source</c>): api, portal, github, cli … Default <c>api</c>.</summary>
    public string? CreationSource { get; init; } = "api";

    /// <summary>
    /// The time of the creation (<c>created_at</c>), by the clock of the database: see <see cref="SpiceCloudEmulatorOptions.ClockDifference"/>. Default
    /// <c>null</c>. In <see cref="EmulatedApp.StartDeployment"/>, <c>null</c> is the current time of that clock.
    /// </summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
