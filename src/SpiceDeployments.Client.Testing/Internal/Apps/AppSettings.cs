namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>The settings of an app that the API can read and change.</summary>
internal sealed record AppSettings
{
    public string? Description { get; init; }

    public string? Visibility { get; init; } = "private";

    public string? ProductionBranch { get; init; }

    public string? ImageTag { get; init; } = "2.3.2";

    public int? Replicas { get; init; } = 1;

    public string? UpdateChannel { get; init; } = "stable";
}
