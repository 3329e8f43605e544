using System.Net;

namespace SpiceDeployments.Client;

/// <summary>The app exists, but the service does not return the deployment, neither in the list nor by its id.</summary>
public sealed class DeploymentNotFoundException : SpiceApiException
{
    /// <inheritdoc cref="SpiceException()"/>
    public DeploymentNotFoundException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public DeploymentNotFoundException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public DeploymentNotFoundException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal DeploymentNotFoundException(long appId, long deploymentId)
        : base($"App {appId} has no deployment {deploymentId}: the deployment is neither among the newest 100 nor available by its id.")
    {
        StatusCode = HttpStatusCode.NotFound;
        AppId = appId;
        DeploymentId = deploymentId;
    }

    private DeploymentNotFoundException(string message, DeploymentNotFoundException error)
        : base(message, error)
    {
    }

    internal override SpiceApiException WithMessage(string message) => new DeploymentNotFoundException(message, this);
}
