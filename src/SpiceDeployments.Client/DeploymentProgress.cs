namespace SpiceDeployments.Client;

/// <summary>How far a wait has come.</summary>
public sealed record DeploymentProgress
{
    /// <summary>The deployment as it was last seen.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>How long the wait has lasted.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How many polls there have been. The answer to a create is not a poll.</summary>
    public int Polls { get; init; }

    /// <summary>How long until the next poll. Null when there will be none: the deployment has ended, the time is up, or the caller has given up.</summary>
    public TimeSpan? NextPollDelay { get; init; }
}
