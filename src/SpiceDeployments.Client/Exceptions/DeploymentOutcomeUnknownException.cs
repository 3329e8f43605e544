namespace SpiceDeployments.Client;

/// <summary>
/// A create was sent, its answer was lost or could not be read, and the app's list did not settle what it made: several deployments may be it,
/// the list could not be had, or the service accepted it, or refused another because of it, and shows nothing yet. Creating again could make
/// a second deployment.
/// </summary>
/// <remarks>List the app's deployments before creating again, and wait for the one that is yours.</remarks>
public sealed class DeploymentOutcomeUnknownException : Exception
{
    /// <summary>Creates the exception, as a test double of <see cref="IDeploymentsClient"/> would.</summary>
    /// <param name="message">What is known.</param>
    /// <param name="innerException">What happened to the create, or null.</param>
    public DeploymentOutcomeUnknownException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The deployments that may be the one this create made. Empty when none is known.</summary>
    public IReadOnlyList<Deployment> Candidates { get; init; } = [];
}
