namespace SpiceDeployments.Client;

/// <summary>The progress of a deploy, or of a wait for a deployment.</summary>
public sealed record DeploymentProgress
{
    /// <summary>
    /// The deployment as the last successful poll, or the response to the create, returned it. Before the service has returned a deployment:
    /// the app id and the values of the request, with <see cref="Deployment.Id"/> 0 and no status.
    /// </summary>
    public required Deployment Deployment { get; init; }

    /// <summary>What the deploy or the wait does. Default <see cref="DeploymentStage.Polling"/>.</summary>
    public DeploymentStage Stage { get; init; }

    /// <summary>
    /// The active deployment for which the create waits, or <c>null</c> if the stage is not <see cref="DeploymentStage.WaitingForActiveDeployment"/>
    /// or the app's list does not show an active deployment.
    /// </summary>
    public Deployment? ActiveDeployment { get; init; }

    /// <summary>
    /// Whether <see cref="Deployment"/>, <see cref="Stage"/> or <see cref="ActiveDeployment"/> differs from the report before, or there was none.
    /// <c>false</c> after a poll that showed no change. Default <c>false</c>.
    /// </summary>
    public bool HasChanged { get; init; }

    /// <summary>How much time has elapsed since the call, including the create and the waits for other deployments.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The number of polls so far. The response to a create does not count as a poll.</summary>
    public int PollCount { get; init; }

    /// <summary>
    /// The delay until the next poll or the next create request, or <c>null</c> if there is none: the wait is over, or a request was sent
    /// without a delay.
    /// </summary>
    public TimeSpan? NextPollDelay { get; init; }
}
