namespace SpiceDeployments.Client;

/// <summary>Why a deployment failed, or why it is held up.</summary>
/// <remarks>
/// Read from <see cref="Deployment.ErrorCode"/>; deployments from before the service had codes carry only a message, and the documented
/// messages are recognized.
/// </remarks>
public enum DeploymentFailureReason
{
    /// <summary>No reason was given, or one that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary><c>insufficient_cpu</c>: no node has enough free CPU. Another try may succeed.</summary>
    InsufficientCpu,

    /// <summary><c>insufficient_memory</c>: no node has enough free memory. Another try may succeed.</summary>
    InsufficientMemory,

    /// <summary><c>insufficient_storage</c>: no node has enough free storage. Another try may succeed.</summary>
    InsufficientStorage,

    /// <summary><c>insufficient_instances</c>: no node is free. Another try may succeed.</summary>
    InsufficientInstances,

    /// <summary><c>pod_exceeds_node_capacity</c>: the app asks for more than any node has.</summary>
    PodExceedsNodeCapacity,

    /// <summary><c>unable_to_start</c>: the app did not start.</summary>
    UnableToStart,

    /// <summary><c>internal_error</c>: the platform failed.</summary>
    InternalError,

    /// <summary>"Failed to pull container image": the image tag does not exist or cannot be read.</summary>
    ImagePullFailed,

    /// <summary>"Invalid spicepod configuration": the app's spicepod is not valid.</summary>
    InvalidSpicepod,
}
