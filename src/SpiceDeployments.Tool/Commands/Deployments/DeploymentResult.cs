using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The result of <c>deploy</c> and <c>wait</c> if nothing failed.</summary>
internal static class DeploymentResult
{
    /// <summary>Writes a deployment that succeeded or was only created, and returns its document.</summary>
    public static ToolDocument Create(CommandContext context, AppReference app, Deployment deployment)
    {
        string message = deployment.IsTerminal ? DeploymentText.DescribeOutcome(deployment) : $"Deployment {deployment.Id} was created and is {DeploymentText.GetStatus(deployment)}.";
        context.Output.WriteLine(message);
        return new ToolDocument
        {
            ExitCode = ExitCode.Succeeded,
            Message = message,
            Hint = deployment.IsTerminal ? null : DeployHints.ToWait(context, app, deployment.Id),
            AppId = deployment.AppId,
            DeploymentId = deployment.Id,
            Deployment = deployment,
        };
    }
}
