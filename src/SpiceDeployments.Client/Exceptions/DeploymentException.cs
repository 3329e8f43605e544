namespace SpiceDeployments.Client;

/// <summary>The base class of the exceptions that report the outcome of a deployment, as opposed to the failure of one API call.</summary>
public abstract class DeploymentException : SpiceException
{
    /// <inheritdoc cref="SpiceException()"/>
    protected DeploymentException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    protected DeploymentException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    protected DeploymentException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The deployment as the client last received it, or <c>null</c> if the client never did. Setting it also sets the two ids.</summary>
    public Deployment? Deployment
    {
        get;
        init
        {
            field = value;
            AppId ??= value is { AppId: > 0 } ? value.AppId : null;
            DeploymentId ??= value?.Id;
        }
    }
}
