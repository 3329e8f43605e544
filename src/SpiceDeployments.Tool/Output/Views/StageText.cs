using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>What a deploy or a wait does.</summary>
internal static class StageText
{
    /// <summary>Returns what a create does before there is a deployment.</summary>
    public static string Describe(DeploymentProgress progress) => progress.Stage switch
    {
        DeploymentStage.WaitingForActiveDeployment => progress.ActiveDeployment is { } active
            ? $"Waiting for deployment {active.Id}, which is {DeploymentText.GetStatus(active)}."
            : "Waiting for another deployment.",
        DeploymentStage.WaitingToResend => $"Sending the create request again{DescribeDelay(progress)}.",
        DeploymentStage.Reconciling => "The response to the create request was lost. Checking whether a deployment was created.",
        DeploymentStage.WaitingForEarlierRequest => "Waiting until no earlier request can create a deployment.",
        DeploymentStage.Preparing => "Preparing the intent again.",
        _ => "Creating the deployment.",
    };

    /// <summary>Returns the status of a deployment. An active deployment can report what blocks it.</summary>
    public static string DescribeStatus(Deployment deployment)
    {
        string problem = deployment is { IsTerminal: false, ErrorMessage: { Length: > 0 } message } ? $": {message}" : "";
        return $"Deployment {deployment.Id} is {DeploymentText.GetStatus(deployment)}{problem}.";
    }

    private static string DescribeDelay(DeploymentProgress progress) => progress.NextPollDelay is { } delay ? $" in {OutputText.Seconds(delay)}" : "";
}
