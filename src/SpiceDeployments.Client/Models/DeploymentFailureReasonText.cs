namespace SpiceDeployments.Client;

/// <summary>The codes and messages that the API uses for <see cref="DeploymentFailureReason"/>.</summary>
internal static class DeploymentFailureReasonText
{
    /// <summary>Reads the code or, if there is none, the message. Returns <c>null</c> if there is neither.</summary>
    public static DeploymentFailureReason? Parse(string? code, string? message) => (code, message) switch
    {
        ({ Length: > 0 }, _) => ParseCode(code),
        (_, { Length: > 0 }) => ParseMessage(message),
        _ => null,
    };

    private static DeploymentFailureReason ParseCode(string code) => code.ToLowerInvariant() switch
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

    private static DeploymentFailureReason ParseMessage(string message)
    {
        if (message.StartsWith("Failed to pull container image", StringComparison.OrdinalIgnoreCase))
        {
            return DeploymentFailureReason.ImagePullFailed;
        }

        return message.StartsWith("Invalid spicepod configuration", StringComparison.OrdinalIgnoreCase)
            ? DeploymentFailureReason.InvalidSpicepod
            : DeploymentFailureReason.Unknown;
    }
}
