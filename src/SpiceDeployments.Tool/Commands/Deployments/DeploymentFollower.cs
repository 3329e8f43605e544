using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>Keeps the id of the deployment and the hint up to date with the progress, so that any end of the command can report both.</summary>
internal sealed class DeploymentFollower(CommandContext context, AppReference app, IntentFile? intent, bool isUpdated, IProgress<DeploymentProgress> view) : IProgress<DeploymentProgress>
{
    private bool _isResponseLost;

    public void Report(DeploymentProgress value)
    {
        if (value.Deployment.Id is not 0)
        {
            context.DeploymentId = value.Deployment.Id;
            context.HasCreated |= value.Stage is DeploymentStage.Created;
            context.Hint = intent is null ? DeployHints.ToWait(context, app, value.Deployment.Id) : DeployHints.ToContinue(context, app, intent, value.Deployment.Id);
        }
        else if (intent is null)
        {
            _isResponseLost |= value.Stage is DeploymentStage.Reconciling; // Its deployment may be listed later.
            bool isRejected = !_isResponseLost && value.Stage is (DeploymentStage.WaitingForActiveDeployment or DeploymentStage.WaitingToResend);
            context.Hint = isRejected ? DeployHints.ToRejection(isUpdated) ?? "Nothing was created." : DeployHints.ToCheck(context, app);
        }

        view.Report(value);
    }
}
