namespace SpiceDeployments.Client;

/// <summary>
/// A newer deployment of the same app replaced the deployment before it completed. The replaced deployment neither succeeded nor failed.
/// </summary>
public sealed class DeploymentSupersededException : DeploymentException
{
    /// <inheritdoc cref="SpiceException()"/>
    public DeploymentSupersededException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public DeploymentSupersededException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public DeploymentSupersededException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes a new instance for a deployment that was superseded.</summary>
    /// <param name="deployment">The superseded deployment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="deployment"/> is <c>null</c>.</exception>
    public DeploymentSupersededException(Deployment deployment)
        : base(Describe(deployment))
    {
        Deployment = deployment;
    }

    private static string Describe(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        string newer = deployment.SupersededById is { } id ? $"deployment {id}" : "a newer deployment of the app";
        return $"Deployment {deployment.Id} was superseded by {newer} before it completed.";
    }
}
