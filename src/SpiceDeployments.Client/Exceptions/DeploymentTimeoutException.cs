namespace SpiceDeployments.Client;

/// <summary>
/// The wait ended before the deployment did. This is not a failed deployment: it goes on by itself and may still succeed. To go on
/// waiting, call <see cref="IDeploymentsClient.WaitForCompletionAsync"/> with the same two ids.
/// </summary>
public sealed class DeploymentTimeoutException : TimeoutException
{
    /// <summary>Creates the exception, as a test double of <see cref="IDeploymentsClient"/> would.</summary>
    /// <param name="message">What was waited for, and for how long.</param>
    /// <param name="innerException">What the last poll failed with, or null when it did not fail.</param>
    public DeploymentTimeoutException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The deployment as it was last seen. Null when no poll succeeded.</summary>
    public Deployment? LastDeployment { get; init; }

    /// <summary>How long the wait lasted.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How many times the service was asked.</summary>
    public int Polls { get; init; }
}
