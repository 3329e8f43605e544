using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet.Display;

/// <summary>The table of a rollout: a line with its status and its counts, and a row for each app. Of many apps, those in flight and those that failed.</summary>
internal static class FleetTable
{
    /// <summary>The lines above and below the rows.</summary>
    public const int OtherLines = 8;

    public static IRenderable Draw(Rollout rollout, DateTimeOffset now, int maxRows)
    {
        Table table = new Table().RoundedBorder().AddColumns("Wave", "App", "Status", "Deployment", "Duration", "Message");
        IReadOnlyList<(RolloutWave Wave, RolloutTargetState Target)> rows = SelectRows(rollout, Math.Min(maxRows, FleetOutput.MaxApps));
        foreach ((RolloutWave wave, RolloutTargetState target) in rows)
        {
            table.AddRow(CreateRow(wave, target, now));
        }

        int hidden = rollout.Targets.Count - rows.Count;
        var heading = new Text($"{rollout.Status}: {FleetText.DescribeCounts(rollout)}, {FleetText.Seconds((rollout.CompletedAt ?? now) - rollout.CreatedAt)}", GetColor(rollout.Status));
        return new Rows([heading, table, .. hidden > 0 ? [new Text(string.Create(CultureInfo.InvariantCulture, $"and {hidden} more"))] : Array.Empty<IRenderable>()]);
    }

    private static IReadOnlyList<(RolloutWave Wave, RolloutTargetState Target)> SelectRows(Rollout rollout, int maxRows)
    {
        IEnumerable<(RolloutWave Wave, RolloutTargetState Target)> all = FleetText.GetTargets(rollout);
        return [.. rollout.Targets.Count <= maxRows ? all : all.Where(row => NeedsAttention(row.Target)).OrderByDescending(row => row.Target.IsFailure).Take(maxRows)];
    }

    private static bool NeedsAttention(RolloutTargetState target) =>
        target.Status is not (RolloutTargetStatus.Pending or RolloutTargetStatus.Succeeded or RolloutTargetStatus.Current or RolloutTargetStatus.Skipped or RolloutTargetStatus.RolledBack);

    private static Text[] CreateRow(RolloutWave wave, RolloutTargetState target, DateTimeOffset now) =>
    [
        new(wave.Number.ToString(CultureInfo.InvariantCulture)),
        new(FleetText.Printable(target.Target.DisplayName)),
        new(target.Status.ToString(), GetColor(target.Status)),
        new(FleetText.DescribeDeployments(target)),
        new(target.StartedAt is { } start ? FleetText.Seconds((target.CompletedAt ?? now) - start) : ""),
        new(FleetText.Printable(FleetText.DescribeMessage(target))),
    ];

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
