namespace SpiceDeployments.Client;

/// <summary>
/// The response to a create request was lost, and listing the app's deployments did not reveal whether a deployment was created: several
/// deployments match, the list is unavailable, or the service accepted the request without listing a deployment.
/// </summary>
/// <remarks>Before you create again, list the app's deployments. Creating again at once can result in a second deployment.</remarks>
public sealed class DeploymentOutcomeUnknownException : DeploymentException
{
    /// <inheritdoc cref="SpiceException()"/>
    public DeploymentOutcomeUnknownException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public DeploymentOutcomeUnknownException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public DeploymentOutcomeUnknownException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The deployments that the request may have created, newest first. Empty if none is listed.</summary>
    public IReadOnlyList<Deployment> Candidates { get; init; } = [];
}
