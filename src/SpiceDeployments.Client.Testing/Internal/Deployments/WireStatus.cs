namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The statuses that the API returns.</summary>
internal static class WireStatus
{
    public const string Created = "created";
    public const string Queued = "queued";
    public const string InProgress = "in_progress";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    public static IReadOnlyList<string> All { get; } = [Queued, InProgress, Succeeded, Failed, Created];

    /// <summary>The status of a completed deployment.</summary>
    public static string GetFinalStatus(DeploymentPhase phase) => phase switch
    {
        DeploymentPhase.Succeeded => Succeeded,
        DeploymentPhase.Failed => Failed,
        _ => Created,
    };
}
