namespace SpiceDeployments.Client;

/// <summary>The progress of a wait for a deployment.</summary>
public sealed record DeploymentProgress
{
    /// <summary>The deployment as the last successful poll, or the response to the create, returned it.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>How long the wait has lasted.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The number of polls so far. The response to a create does not count as a poll.</summary>
    public int PollCount { get; init; }

    /// <summary>The delay until the next poll, or <c>null</c> if there is none: the deployment has completed, the timeout has elapsed, or the wait was canceled.</summary>
    public TimeSpan? NextPollDelay { get; init; }
}
