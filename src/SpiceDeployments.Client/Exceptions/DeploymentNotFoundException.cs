using System.Net;

namespace SpiceDeployments.Client;

/// <summary>The app exists, but the service knows no such deployment of it: the id is wrong, or belongs to another app.</summary>
public sealed class DeploymentNotFoundException : SpiceApiException
{
    /// <inheritdoc cref="SpiceApiException(string, Exception)"/>
    public DeploymentNotFoundException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal DeploymentNotFoundException(long appId, long deploymentId)
        : base($"App {appId} has no deployment {deploymentId} that the service shows: neither among its newest 100, nor by its id.")
    {
        StatusCode = HttpStatusCode.NotFound;
        AppId = appId;
        DeploymentId = deploymentId;
    }

    /// <summary>The id of the app that was searched.</summary>
    public long AppId { get; init; }

    /// <summary>The id of the deployment that was not found.</summary>
    public long DeploymentId { get; init; }
}
