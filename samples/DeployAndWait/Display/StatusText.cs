using SpiceDeployments.Client;

namespace DeployAndWait.Display;

/// <summary>Writes the status of a deployment; one that is not known appears as the service sent it.</summary>
internal static class StatusText
{
    public static string Of(Deployment deployment) => deployment.Status switch
    {
        DeploymentStatus.Created => "created",
        DeploymentStatus.Queued => "queued",
        DeploymentStatus.InProgress => "in progress",
        DeploymentStatus.Succeeded => "succeeded",
        DeploymentStatus.Failed => "failed",
        DeploymentStatus.Superseded => "superseded",
        _ => PrintableText.Of(deployment.RawStatus),
    };
}
