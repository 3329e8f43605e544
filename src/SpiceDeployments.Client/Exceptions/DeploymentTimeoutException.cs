namespace SpiceDeployments.Client;

/// <summary>
/// The timeout elapsed before the deployment completed. The deployment continues and may still succeed. To continue waiting, call
/// <see cref="IDeploymentsClient.WaitForCompletionAsync"/> with the same two ids.
/// </summary>
/// <remarks><see cref="DeploymentException.Deployment"/> is the deployment as the last successful poll returned it, or <c>null</c> if no poll succeeded.</remarks>
public sealed class DeploymentTimeoutException : DeploymentException
{
    /// <inheritdoc cref="SpiceException()"/>
    public DeploymentTimeoutException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public DeploymentTimeoutException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public DeploymentTimeoutException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long the wait lasted.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The number of polls, including the polls that failed.</summary>
    public int PollCount { get; init; }
}
