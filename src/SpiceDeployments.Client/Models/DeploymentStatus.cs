namespace SpiceDeployments.Client;

/// <summary>Where a deployment stands.</summary>
/// <remarks>Source: the deployments page of the Spice.ai Cloud API, and the newer overview for <see cref="Superseded"/>.</remarks>
public enum DeploymentStatus
{
    /// <summary>A status this version of the client does not know; <see cref="Deployment.RawStatus"/> has the text. Never terminal.</summary>
    Unknown = 0,

    /// <summary>The record exists. The service has not queued it yet, or has replaced it by a newer deployment: waiting tells the two apart.</summary>
    Created,

    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>Being rolled out.</summary>
    InProgress,

    /// <summary>Ended well. Terminal.</summary>
    Succeeded,

    /// <summary>Ended badly; <see cref="Deployment.FailureReason"/> and <see cref="Deployment.ErrorMessage"/> say why. Terminal.</summary>
    Failed,

    /// <summary>
    /// Replaced by a newer deployment of the same app before it ended: neither success nor failure. Terminal.
    /// The service never sends this status: it is how waiting reads <c>created</c> once a newer deployment has taken over.
    /// </summary>
    Superseded,
}
