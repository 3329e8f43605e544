using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>Keeps the id of the deployment and the hint up to date with the progress, so that any end of the command can report both.</summary>
internal sealed class DeploymentFollower(CommandContext context, AppReference app, IProgress<DeploymentProgress> view) : IProgress<DeploymentProgress>
{
    public void Report(DeploymentProgress value)
    {
        if (value.Deployment.Id is not 0)
        {
            context.DeploymentId = value.Deployment.Id;
            context.Hint = DeployHints.ToWait(app, value.Deployment.Id);
        }

        view.Report(value);
    }
}
