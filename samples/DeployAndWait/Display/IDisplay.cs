using SpiceDeployments.Client;

namespace DeployAndWait.Display;

/// <summary>Shows a deployment to a person.</summary>
internal interface IDisplay : IProgress<DeploymentProgress>
{
    /// <summary>Shows a line of text.</summary>
    void Say(string line);

    /// <summary>Shows the progress until the deployment has ended, and returns or throws what it ended with.</summary>
    Task<Deployment> FollowAsync(Task<Deployment> deploying);

    /// <summary>Shows how it ended.</summary>
    void Summarize(IReadOnlyList<SummaryLine> summary);
}
