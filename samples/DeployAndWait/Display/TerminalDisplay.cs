using System.Globalization;
using Spectre.Console;
using SpiceDeployments.Client;

namespace DeployAndWait.Display;

/// <summary>A table that is drawn again and again, so that the time runs in it.</summary>
internal sealed class TerminalDisplay(IAnsiConsole console, TimeProvider timeProvider) : IDisplay
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(200);

    private readonly long _start = timeProvider.GetTimestamp();
    private volatile Look? _last;

    /// <summary>Fills the whole width, because the line may overwrite the table, which moves down.</summary>
    public void Say(string line) => console.Write(new Padder(new Text(line), new Padding(0)).Expand());

    public void Report(DeploymentProgress value) => _last = new Look(value, timeProvider.GetTimestamp());

    public Task<Deployment> FollowAsync(Task<Deployment> deploying) => console.Live(Draw()).StartAsync(async live =>
    {
        while (!deploying.IsCompleted)
        {
            await Task.WhenAny(deploying, Task.Delay(FrameTime, timeProvider));
            live.UpdateTarget(Draw());
        }

        return await deploying;
    });

    public void Summarize(IReadOnlyList<SummaryLine> summary)
    {
        Grid grid = new Grid().AddColumns(2);
        foreach (SummaryLine line in summary)
        {
            grid.AddRow(new Text(line.Name, new Style(decoration: Decoration.Bold)), new Text(line.Value));
        }

        console.WriteLine();
        console.Write(grid);
    }

    private Table Draw()
    {
        Table table = new Table().RoundedBorder().AddColumns("Deployment", "Status", "Elapsed", "Next look");
        return _last is { } last
            ? table.AddRow(Cells(last.Progress, timeProvider.GetElapsedTime(last.Timestamp)))
            : table.AddRow("-", "creating", TimeText.Of(timeProvider.GetElapsedTime(_start)), "-");
    }

    private static Text[] Cells(DeploymentProgress progress, TimeSpan since)
    {
        Deployment deployment = progress.Deployment;
        return progress.NextPollDelay is { } next
            ? [new(deployment.Id.ToString(CultureInfo.InvariantCulture)), Status(deployment), new(TimeText.Of(progress.Elapsed + since)), new(NextLook(next - since))]
            : [new(deployment.Id.ToString(CultureInfo.InvariantCulture)), Status(deployment), new(TimeText.Of(progress.Elapsed)), new("-")];
    }

    private static string NextLook(TimeSpan remaining) => remaining > TimeSpan.Zero ? $"in {TimeText.Of(remaining)}" : "now";

    private static Text Status(Deployment deployment) => new(StatusText.Of(deployment), deployment.Status switch
    {
        DeploymentStatus.Succeeded => Color.Green,
        DeploymentStatus.Failed => Color.Red,
        _ => Color.Yellow,
    });
}
