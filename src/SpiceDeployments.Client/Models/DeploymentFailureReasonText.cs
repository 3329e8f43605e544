namespace SpiceDeployments.Client;

/// <summary>The codes and messages that the API uses for <see cref="DeploymentFailureReason"/>.</summary>
internal static class DeploymentFailureReasonText
{
    /// <summary>Reads the code first; a message counts only where no code was sent.</summary>
    public static DeploymentFailureReason Parse(string? code, string? message) =>
        string.IsNullOrEmpty(code) ? ParseMessage(message) : ParseCode(code);

    public static bool IsTransient(DeploymentFailureReason reason) => reason is
        DeploymentFailureReason.InsufficientCpu or
        DeploymentFailureReason.InsufficientMemory or
        DeploymentFailureReason.InsufficientStorage or
        DeploymentFailureReason.InsufficientInstances;

    private static DeploymentFailureReason ParseCode(string code) => code switch
    {
        "insufficient_cpu" => DeploymentFailureReason.InsufficientCpu,
        "insufficient_memory" => DeploymentFailureReason.InsufficientMemory,
        "insufficient_storage" => DeploymentFailureReason.InsufficientStorage,
        "insufficient_instances" => DeploymentFailureReason.InsufficientInstances,
        "pod_exceeds_node_capacity" => DeploymentFailureReason.PodExceedsNodeCapacity,
        "unable_to_start" => DeploymentFailureReason.UnableToStart,
        "internal_error" => DeploymentFailureReason.InternalError,
        _ => DeploymentFailureReason.Unknown,
    };

    private static DeploymentFailureReason ParseMessage(string? message)
    {
        if (message is null)
        {
            return DeploymentFailureReason.Unknown;
        }

        if (message.StartsWith("Failed to pull container image", StringComparison.OrdinalIgnoreCase))
        {
            return DeploymentFailureReason.ImagePullFailed;
        }

        return message.StartsWith("Invalid spicepod configuration", StringComparison.OrdinalIgnoreCase)
            ? DeploymentFailureReason.InvalidSpicepod
            : DeploymentFailureReason.Unknown;
    }
}
