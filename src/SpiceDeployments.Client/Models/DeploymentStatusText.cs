namespace SpiceDeployments.Client;

/// <summary>The text that the API uses for <see cref="DeploymentStatus"/>.</summary>
internal static class DeploymentStatusText
{
    public static DeploymentStatus Parse(string text) => text switch
    {
        "created" => DeploymentStatus.Created,
        "queued" => DeploymentStatus.Queued,
        "in_progress" => DeploymentStatus.InProgress,
        "succeeded" => DeploymentStatus.Succeeded,
        "failed" => DeploymentStatus.Failed,
        _ => DeploymentStatus.Unknown,
    };

    /// <summary>The text of any status: that of the API, or <c>superseded</c> or <c>unknown</c>, for which the API has none.</summary>
    public static string ToText(this DeploymentStatus status) => Format(status) ?? (status is DeploymentStatus.Superseded ? "superseded" : "unknown");

    /// <summary>The text of a status, or <c>null</c> for a status that the API does not have.</summary>
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
