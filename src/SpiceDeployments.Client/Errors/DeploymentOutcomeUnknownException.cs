namespace SpiceDeployments.Client;

/// <summary>
/// A create was sent, and whether it made a deployment cannot be told: the connection was lost, the answer never came or could not be
/// read. There may be a new deployment or none; creating again could make a second one.
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
