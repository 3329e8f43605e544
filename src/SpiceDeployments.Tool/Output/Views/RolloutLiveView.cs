using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>A line with the status and the counts, and a row for each app. Of more apps than the terminal has lines: those in flight and those that failed.</summary>
internal sealed class RolloutLiveView(IAnsiConsole console, TimeProvider timeProvider) : LiveView<RolloutProgress>(console, timeProvider)
{
    private const int OtherLines = 8;
    private const int WideTerminal = 90;

    private readonly IAnsiConsole _console = console;
    private readonly TimeProvider _timeProvider = timeProvider;

    protected override IRenderable Draw(RolloutProgress progress, TimeSpan age)
    {
        Rollout rollout = progress.Rollout;
        DateTimeOffset now = _timeProvider.GetUtcNow();
        bool isWide = _console.Profile.Width >= WideTerminal;
        Table table = new Table().RoundedBorder().AddColumns(isWide ? ["Wave", "App", "Status", "Deployment", "Duration", "Message"] : ["App", "Status", "Duration"]);
        IReadOnlyList<(RolloutWave Wave, RolloutTargetState Target)> rows = SelectRows(rollout, Math.Max(1, _console.Profile.Height - OtherLines));
        foreach ((RolloutWave wave, RolloutTargetState target) in rows)
        {
            table.AddRow(isWide ? CreateWideRow(wave, target, now) : CreateNarrowRow(target, now));
        }

        int hidden = rollout.Targets.Count - rows.Count;
        var heading = new Text($"{rollout.Status}: {RolloutText.DescribeCounts(rollout)}, {OutputText.Seconds((rollout.CompletedAt ?? now) - rollout.CreatedAt)}", GetColor(rollout.Status));
        return new Rows([heading, table, .. hidden > 0 ? [new Text(string.Create(CultureInfo.InvariantCulture, $"and {hidden} more"))] : Array.Empty<IRenderable>()]);
    }

    private static IReadOnlyList<(RolloutWave Wave, RolloutTargetState Target)> SelectRows(Rollout rollout, int maxRows)
    {
        IEnumerable<(RolloutWave Wave, RolloutTargetState Target)> all = RolloutText.GetTargets(rollout);
        return [.. rollout.Targets.Count <= maxRows ? all : all.Where(row => NeedsAttention(row.Target)).OrderByDescending(row => row.Target.IsFailure).Take(maxRows)];
    }

    private static bool NeedsAttention(RolloutTargetState target) =>
        target.Status is not (RolloutTargetStatus.Pending or RolloutTargetStatus.Succeeded or RolloutTargetStatus.Current or RolloutTargetStatus.Skipped or RolloutTargetStatus.RolledBack);

    private static Text[] CreateWideRow(RolloutWave wave, RolloutTargetState target, DateTimeOffset now) =>
    [
        new(wave.Number.ToString(CultureInfo.InvariantCulture)),
        new(OutputText.Clean(target.Target.DisplayName)),
        new(target.Status.ToString(), GetColor(target.Status)),
        new(RolloutText.DescribeDeployments(target)),
        new(DescribeDuration(target, now)),
        new(OutputText.Clean(RolloutText.DescribeMessage(target))),
    ];

    private static Text[] CreateNarrowRow(RolloutTargetState target, DateTimeOffset now) =>
        [new(OutputText.Clean(target.Target.DisplayName)), new(target.Status.ToString(), GetColor(target.Status)), new(DescribeDuration(target, now))];

    private static string DescribeDuration(RolloutTargetState target, DateTimeOffset now) => target.StartedAt is { } start ? OutputText.Seconds((target.CompletedAt ?? now) - start) : "";

    private static Color GetColor(RolloutStatus status) => status switch
    {
        RolloutStatus.Succeeded => Color.Green,
        RolloutStatus.Failed or RolloutStatus.RollbackFailed => Color.Red,
        _ => Color.Yellow,
    };

    private static Color GetColor(RolloutTargetStatus status) => status switch
    {
        RolloutTargetStatus.Succeeded or RolloutTargetStatus.Current => Color.Green,
        RolloutTargetStatus.Failed or RolloutTargetStatus.TimedOut or RolloutTargetStatus.Unknown or RolloutTargetStatus.NotRolledBack => Color.Red,
        RolloutTargetStatus.Pending or RolloutTargetStatus.Skipped => Color.Grey,
        _ => Color.Yellow,
    };
}
