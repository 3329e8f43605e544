using System.Collections.Immutable;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>A step of a deploy or of a wait, such as the time in which a deployment is queued.</summary>
/// <param name="Progress">The first or a later report of the step.</param>
/// <param name="Start">When the step began, since the beginning of the command.</param>
/// <param name="Result">The deployment at the end of the command, or <c>null</c> if another step followed or the command has not ended.</param>
internal sealed record DeploymentStep(DeploymentProgress Progress, TimeSpan Start, Deployment? Result = null)
{
    /// <summary>The text, without the time until the next request, which decreases.</summary>
    public string Text => Progress.Stage is DeploymentStage.Created or DeploymentStage.Polling
        ? StageText.DescribeStatus(Progress.Deployment)
        : StageText.Describe(Progress with { NextPollDelay = null });

    /// <summary>Adds a report: to the last step if it is about the same, or as a new step. A request that was sent again belongs to the step that it resulted in.</summary>
    public static ImmutableList<DeploymentStep> Add(ImmutableList<DeploymentStep> steps, DeploymentProgress progress) => steps switch
    {
        [] when progress.Stage is DeploymentStage.Ended => steps,
        [.., var last] when progress.Stage is DeploymentStage.Ended => Replace(steps, last with { Result = progress.Deployment }),
        [.., var last] when GetSubject(last.Progress) == GetSubject(progress) => Replace(steps, last with { Progress = progress }),
        [.., var before, { Progress.Stage: DeploymentStage.Sending }] when GetSubject(before.Progress) == GetSubject(progress) => Replace(steps.RemoveAt(steps.Count - 1), before with { Progress = progress }),
        [.., { Progress.Stage: DeploymentStage.Sending } sent] => Replace(steps, sent with { Progress = progress }),
        _ => steps.Add(new DeploymentStep(progress, progress.Elapsed)),
    };

    private static ImmutableList<DeploymentStep> Replace(ImmutableList<DeploymentStep> steps, DeploymentStep last) => steps.SetItem(steps.Count - 1, last);

    /// <summary>A create is about its stage and the deployment that it waits for, everything later about the status.</summary>
    private static (DeploymentStage? Stage, long? Active, string? Status) GetSubject(DeploymentProgress progress) => progress.Stage is DeploymentStage.Created or DeploymentStage.Polling
        ? (null, null, DeploymentText.GetStatus(progress.Deployment))
        : (progress.Stage, progress.ActiveDeployment?.Id, null);
}
