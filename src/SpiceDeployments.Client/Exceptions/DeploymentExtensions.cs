namespace SpiceDeployments.Client;

/// <summary>Turns the end of a deployment into an exception where it was not a success.</summary>
/// <remarks>An extension, because the exceptions hold a <see cref="Deployment"/> and the models know nothing of exceptions.</remarks>
public static class DeploymentExtensions
{
    /// <summary>Returns the deployment if it succeeded, and throws otherwise.</summary>
    /// <param name="deployment">A deployment that has ended.</param>
    /// <returns><paramref name="deployment"/> itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="deployment"/> is null.</exception>
    /// <exception cref="DeploymentFailedException">It failed.</exception>
    /// <exception cref="DeploymentSupersededException">A newer deployment replaced it.</exception>
    /// <exception cref="InvalidOperationException">It has not ended yet.</exception>
    public static Deployment EnsureSucceeded(this Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return deployment.Status switch
        {
            DeploymentStatus.Succeeded => deployment,
            DeploymentStatus.Failed => throw new DeploymentFailedException(deployment),
            DeploymentStatus.Superseded => throw new DeploymentSupersededException(deployment),
            _ => throw new InvalidOperationException(
                $"Deployment {deployment.Id} has not ended: its status is '{deployment.RawStatus}'. Wait for its completion first."),
        };
    }
}
