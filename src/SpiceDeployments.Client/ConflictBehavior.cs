namespace SpiceDeployments.Client;

/// <summary>What <see cref="IDeploymentsClient.DeployAsync"/> does when another deployment of the app is in the way (409).</summary>
public enum ConflictBehavior
{
    /// <summary>Wait for the other deployment to leave, then create, again and again within the conflict timeout.</summary>
    WaitAndRetry = 0,

    /// <summary>Throw <see cref="DeploymentConflictException"/> at once.</summary>
    Throw,
}
