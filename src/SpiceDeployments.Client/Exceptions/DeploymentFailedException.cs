namespace SpiceDeployments.Client;

/// <summary>
/// The deployment failed, or completed with a status that this version of the client does not know. The message contains the reason that the
/// service reported.
/// </summary>
public sealed class DeploymentFailedException : DeploymentException
{
    /// <inheritdoc cref="SpiceException()"/>
    public DeploymentFailedException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public DeploymentFailedException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public DeploymentFailedException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes a new instance for a deployment that failed.</summary>
    /// <param name="deployment">The failed deployment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="deployment"/> is <c>null</c>.</exception>
    public DeploymentFailedException(Deployment deployment)
        : base(Describe(deployment))
    {
        Deployment = deployment;
    }

    /// <summary>Why the deployment failed: <see cref="Deployment.FailureReason"/>, or <see cref="DeploymentFailureReason.Unknown"/> if the service reported no known reason.</summary>
    public DeploymentFailureReason Reason => Deployment?.FailureReason ?? DeploymentFailureReason.Unknown;

    /// <summary>
    /// Whether the same deployment may succeed when it is created again: <c>true</c> for a lack of CPU, memory, storage or instances,
    /// otherwise <c>false</c>.
    /// </summary>
    /// <remarks>Source: the error codes of the Spice.ai Cloud API.</remarks>
    public bool IsTransient => Reason is
        DeploymentFailureReason.InsufficientCpu or
        DeploymentFailureReason.InsufficientMemory or
        DeploymentFailureReason.InsufficientStorage or
        DeploymentFailureReason.InsufficientInstances;

    private static string Describe(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        string reason = (deployment.ErrorMessage, deployment.ErrorCode) switch
        {
            ({ Length: > 0 } message, { Length: > 0 } code) => $"{MessageText.ForMessage(message)} ({MessageText.ForLog(code)})",
            ({ Length: > 0 } message, _) => MessageText.ForMessage(message),
            (_, { Length: > 0 } code) => MessageText.ForLog(code),
            _ => "the service gave no reason",
        };
        string outcome = deployment.HasUnknownOutcome ? $"completed with the unknown status '{MessageText.ForLog(deployment.RawStatus)}'" : "failed";
        return $"Deployment {deployment.Id} {outcome}: {reason}";
    }
}
