namespace SpiceDeployments.Client;

/// <summary>The words that the API uses for <see cref="DeploymentStatus"/>.</summary>
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

    /// <summary>The word for a status, or null for one that is never on the wire.</summary>
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
