namespace SpiceDeployments.Client;

/// <summary>The deployment was replaced by a newer one of the same app before it ended. It neither succeeded nor failed; the newer one decides.</summary>
public sealed class DeploymentSupersededException : Exception
{
    /// <summary>Creates the exception for a deployment that was superseded.</summary>
    /// <param name="deployment">The superseded deployment.</param>
    public DeploymentSupersededException(Deployment deployment)
        : base(Describe(deployment))
    {
        Deployment = deployment;
    }

    /// <summary>The superseded deployment.</summary>
    public Deployment Deployment { get; }

    private static string Describe(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return $"Deployment {deployment.Id} was superseded by a newer deployment of the app before it ended.";
    }
}
