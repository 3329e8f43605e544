
namespace SpiceDeployments.Client;

/// <summary>The deployment ended, and it failed. The message has the service's own words for why.</summary>
public sealed class DeploymentFailedException : Exception
{
    /// <summary>Creates the exception for a deployment that failed.</summary>
    /// <param name="deployment">The failed deployment.</param>
    public DeploymentFailedException(Deployment deployment)
        : base(Describe(deployment))
    {
        Deployment = deployment;
    }

    /// <summary>The failed deployment.</summary>
    public Deployment Deployment { get; }

    /// <summary>Why it failed; <see cref="DeploymentFailureReason.Unknown"/> when the service gave no known reason.</summary>
    public DeploymentFailureReason Reason => Deployment.FailureReason;

    /// <summary>
    /// Whether the same deployment may succeed when it is created again: true for a lack of CPU, memory, storage or instances, as the
    /// service's error codes say; false for everything else.
    /// </summary>
    public bool IsTransient => DeploymentFailureReasonText.IsTransient(Reason);

    private static string Describe(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        string reason = (deployment.ErrorMessage, deployment.ErrorCode) switch
        {
            ({ Length: > 0 } message, { Length: > 0 } code) => $"{message} ({code})",
            ({ Length: > 0 } message, _) => message,
            (_, { Length: > 0 } code) => code,
            _ => "the service gave no reason",
        };
        return $"Deployment {deployment.Id} failed: {reason}";
    }
}
