using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>The apps of a rollout in a terminal. A narrow terminal has no columns for the waves and the deployments.</summary>
/// <param name="width">The width of the terminal.</param>
/// <param name="marks">The marks of the apps.</param>
/// <param name="now">The end of the times that have none.</param>
internal sealed class RolloutTable(int width, Marks marks, DateTimeOffset now)
{
    private const int WideTerminal = 80;

    private readonly bool _isWide = width >= WideTerminal;

    /// <summary>Draws a row for each app.</summary>
    public Table DrawApps(IEnumerable<(RolloutWave Wave, RolloutTargetState Target)> apps)
    {
        string[] names = _isWide ? ["Wave", "App", "Status", "Deployment", "Time"] : ["App", "Status", "Time"];
        Table table = TerminalTable.Create().AddColumn("");
        foreach (string name in names)
        {
            table.AddColumn(TerminalTable.CreateColumn(name));
        }

        table.Columns[^1].RightAligned();
        foreach ((RolloutWave wave, RolloutTargetState target) in apps)
        {
            table.AddRow([new Text(GetMark(target.Status), GetColor(target.Status)), .. DrawCells(wave, target)]);
        }

        return table;
    }

    public static Color GetColor(RolloutTargetStatus status) => status switch
    {
        RolloutTargetStatus.Succeeded or RolloutTargetStatus.Current => Color.Green,
        RolloutTargetStatus.Failed or RolloutTargetStatus.TimedOut or RolloutTargetStatus.Unknown or RolloutTargetStatus.NotRolledBack => Color.Red,
        RolloutTargetStatus.Pending or RolloutTargetStatus.Skipped => Color.Grey,
        _ => Color.Yellow,
    };

    private IEnumerable<IRenderable> DrawCells(RolloutWave wave, RolloutTargetState target)
    {
        var app = new TextLine(target.Target.DisplayName);
        var status = new Text(target.Status.ToString(), GetColor(target.Status));
        var time = new Text(target.StartedAt is { } start ? OutputText.Seconds((target.CompletedAt ?? now) - start) : "", Color.Grey);
        return _isWide
            ? [new Text(wave.Number.ToString(CultureInfo.InvariantCulture)), app, status, new Text(RolloutText.DescribeDeployments(target)), time]
            : [app, status, time];
    }

    private string GetMark(RolloutTargetStatus status) => status switch
    {
        RolloutTargetStatus.Succeeded or RolloutTargetStatus.Current or RolloutTargetStatus.RolledBack => marks.Succeeded,
        RolloutTargetStatus.Failed or RolloutTargetStatus.TimedOut or RolloutTargetStatus.Unknown or RolloutTargetStatus.NotRolledBack => marks.Failed,
        RolloutTargetStatus.Configuring or RolloutTargetStatus.Prepared or RolloutTargetStatus.Deploying or RolloutTargetStatus.RollingBack => marks.Running,
        _ => marks.Pending,
    };
}
