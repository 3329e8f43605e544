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

    /// <summary>The deployment that blocks the create, or <c>null</c> if the app's list shows no active deployment.</summary>
    public Deployment? ActiveDeployment { get; init; }

    private static string Describe(SpiceApiException rejection, Deployment? active) =>
        active is null
            ? $"{rejection.Message} Nothing was created."
            : $"{rejection.Message} Nothing was created. Deployment {active.Id} is active: its status is '{MessageText.ForLog(active.RawStatus)}'.";
}
