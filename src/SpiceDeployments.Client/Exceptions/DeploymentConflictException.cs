namespace SpiceDeployments.Client;

/// <summary>The service rejected a create request because another deployment of the app is active (409). Nothing was created.</summary>
public sealed class DeploymentConflictException : SpiceApiException
{
    /// <inheritdoc cref="SpiceException()"/>
    public DeploymentConflictException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public DeploymentConflictException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public DeploymentConflictException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal DeploymentConflictException(SpiceApiException rejection, Deployment? activeDeployment)
        : base(Describe(rejection, activeDeployment), rejection)
    {
        ActiveDeployment = activeDeployment;
    }

    /// <summary>Initializes a new instance with another message and the details of an existing exception.</summary>
    /// <param name="message">The new message.</param>
    /// <param name="conflict">The exception to copy.</param>
    internal DeploymentConflictException(string message, DeploymentConflictException conflict)
        : base(message, (SpiceApiException)conflict) =>
        ActiveDeployment = conflict.ActiveDeployment;

    /// <summary>The deployment that blocks the create, or <c>null</c> if the app's list shows no active deployment.</summary>
    public Deployment? ActiveDeployment { get; init; }

    internal override SpiceApiException With(string message, long? appId, long? deploymentId) => new DeploymentConflictException(message, this) { AppId = appId, DeploymentId = deploymentId };

    private static string Describe(SpiceApiException rejection, Deployment? active) =>
        active is null
            ? $"{rejection.Message} Nothing was created."
            : $"{rejection.Message} Nothing was created. Deployment {active.Id} is active: its status is '{MessageText.ForLog(active.RawStatus)}'.";
}
