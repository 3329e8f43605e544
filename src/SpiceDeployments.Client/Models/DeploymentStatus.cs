namespace SpiceDeployments.Client;

/// <summary>The status of a deployment.</summary>
/// <remarks>Source: the deployments page of the Spice.ai Cloud API, and the newer overview for <see cref="Superseded"/>.</remarks>
public enum DeploymentStatus
{
    /// <summary>A status that this version of the client does not know; <see cref="Deployment.RawStatus"/> has the text. Terminal if <see cref="Deployment.FinishedAt"/> is set.</summary>
    Unknown = 0,

    /// <summary>The record exists. The service either has not queued the deployment yet, or has replaced it by a newer one; a list of the app's deployments shows which.</summary>
    Created,

    /// <summary>Queued behind other work of the service.</summary>
    Queued,

    /// <summary>Being rolled out.</summary>
    InProgress,

    /// <summary>Succeeded. Terminal.</summary>
    Succeeded,

    /// <summary>Failed; <see cref="Deployment.FailureReason"/> and <see cref="Deployment.ErrorMessage"/> give the reason. Terminal.</summary>
    Failed,

    /// <summary>
    /// Replaced by a newer deployment of the same app before it completed: neither succeeded nor failed. Terminal. The service sends
    /// <c>created</c> for such a deployment, from which the client derives this status with the app's list, or <c>superseded</c>.
    /// </summary>
    Superseded,
}
