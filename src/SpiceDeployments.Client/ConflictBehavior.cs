namespace SpiceDeployments.Client;

/// <summary>What a create does when the service rejects it because another deployment of the app is active (409).</summary>
public enum ConflictBehavior
{
    /// <summary>Wait until the active deployment completes, then create. Repeats until the conflict timeout elapses.</summary>
    WaitAndRetry = 0,

    /// <summary>Throw a <see cref="DeploymentConflictException"/> immediately.</summary>
    Throw,
}
