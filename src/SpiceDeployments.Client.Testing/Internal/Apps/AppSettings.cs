namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>What can be set on an app through the API and is shown again by it.</summary>
internal sealed record AppSettings
{
    public string? Description { get; init; }

    public string? Visibility { get; init; } = "private";

    public string? ProductionBranch { get; init; }

    public string? ImageTag { get; init; } = "2.3.2";

    public int? Replicas { get; init; } = 1;

    public string? UpdateChannel { get; init; } = "stable";
}
