namespace SpiceDeployments.Client;

/// <summary>Why a deployment failed or is blocked.</summary>
/// <remarks>
/// Source: <see cref="Deployment.ErrorCode"/>. Deployments from before the service had codes have only a message; the documented messages
/// are recognized.
/// </remarks>
public enum DeploymentFailureReason
{
    /// <summary>No reason was sent, or one that this version of the client does not know.</summary>
    Unknown = 0,

    /// <summary><c>insufficient_cpu</c>: no node has enough free CPU. Creating the deployment again may succeed.</summary>
    InsufficientCpu,

    /// <summary><c>insufficient_memory</c>: no node has enough free memory. Creating the deployment again may succeed.</summary>
    InsufficientMemory,

    /// <summary><c>insufficient_storage</c>: no node has enough free storage. Creating the deployment again may succeed.</summary>
    InsufficientStorage,

    /// <summary><c>insufficient_instances</c>: no node is free. Creating the deployment again may succeed.</summary>
    InsufficientInstances,

    /// <summary><c>pod_exceeds_node_capacity</c>: the app requires more than any node has.</summary>
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
