namespace SpiceDeployments.Client;

/// <summary>The text that the API uses for <see cref="DeploymentStatus"/>.</summary>
internal static class DeploymentStatusText
{
    /// <summary>Reads a status in any case. Newer servers may have <c>superseded</c>.</summary>
    public static DeploymentStatus Parse(string text) => text.ToLowerInvariant() switch
    {
        "created" => DeploymentStatus.Created,
        "queued" => DeploymentStatus.Queued,
        "in_progress" => DeploymentStatus.InProgress,
        "succeeded" => DeploymentStatus.Succeeded,
        "failed" => DeploymentStatus.Failed,
        "superseded" => DeploymentStatus.Superseded,
        _ => DeploymentStatus.Unknown,
    };

    /// <summary>The text of any status: that of the API, <c>superseded</c> or <c>unknown</c>.</summary>
    public static string ToText(this DeploymentStatus status) => Format(status) ?? (status is DeploymentStatus.Superseded ? "superseded" : "unknown");

    /// <summary>The text of a status, or <c>null</c> for a status that the API does not have as a filter.</summary>
    public static string? Format(DeploymentStatus status) => status switch
    {
        DeploymentStatus.Created => "created",
        DeploymentStatus.Queued => "queued",
        DeploymentStatus.InProgress => "in_progress",
        DeploymentStatus.Succeeded => "succeeded",
        DeploymentStatus.Failed => "failed",
        _ => null,
    };
}
