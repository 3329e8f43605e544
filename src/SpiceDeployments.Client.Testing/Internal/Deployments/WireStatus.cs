namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The five statuses of the wire.</summary>
internal static class WireStatus
{
    public const string Created = "created";
    public const string Queued = "queued";
    public const string InProgress = "in_progress";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    public static IReadOnlyList<string> All { get; } = [Queued, InProgress, Succeeded, Failed, Created];

    /// <summary>The status of a deployment that has ended.</summary>
    public static string OfEnd(DeploymentPhase phase) => phase switch
    {
        DeploymentPhase.Succeeded => Succeeded,
        DeploymentPhase.Failed => Failed,
        _ => Created,
    };
}
