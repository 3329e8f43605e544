using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>A table of one row: the deployment, its status, the elapsed time and the next poll.</summary>
internal sealed class DeploymentLiveView(IAnsiConsole console, TimeProvider timeProvider) : LiveView<DeploymentProgress>(console, timeProvider)
{
    private const string Nothing = "-";

    protected override IRenderable Draw(DeploymentProgress progress, TimeSpan age)
    {
        bool isCreating = progress.Stage is not (DeploymentStage.Polling or DeploymentStage.Created or DeploymentStage.Ended);
        TimeSpan? untilNext = progress.NextPollDelay - age;
        TimeSpan elapsed = progress.Stage is DeploymentStage.Ended ? progress.Elapsed : progress.Elapsed + age;
        Table table = new Table().RoundedBorder().AddColumns("Deployment", "Status", "Elapsed", "Polls", "Next poll").AddRow(
            new Text(progress.Deployment.Id is 0 ? Nothing : progress.Deployment.Id.ToString(CultureInfo.InvariantCulture)),
            new Text(isCreating ? "creating" : DeploymentText.GetStatus(progress.Deployment), GetColor(progress.Deployment.Status)),
            new Text(OutputText.Seconds(elapsed)),
            new Text(progress.PollCount.ToString(CultureInfo.InvariantCulture)),
            new Text(untilNext is null ? Nothing : untilNext > TimeSpan.Zero ? $"in {OutputText.Seconds(untilNext.Value)}" : "now"));
        return isCreating ? new Rows(table, new Text(OutputText.Clean(StageText.Describe(progress)))) : table;
    }

    private static Color GetColor(DeploymentStatus status) => status switch
    {
        DeploymentStatus.Succeeded => Color.Green,
        DeploymentStatus.Failed => Color.Red,
        _ => Color.Yellow,
    };
}
