using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>A progress bar with the counts, a row for each app, and why apps have failed or wait. Of more apps than the terminal has lines: those that need attention.</summary>
internal sealed class RolloutLiveView(IAnsiConsole console, TimeProvider timeProvider) : LiveView<RolloutProgress>(console)
{
    private const int MaxBarWidth = 80;
    private const int MaxMessages = 3;
    private const int OtherLines = 6; // The bar, the status, the counts, the header, the line about more apps, and the cursor.

    private readonly IAnsiConsole _console = console;

    private volatile Rollout? _last;

    public override void Report(RolloutProgress value) => _last = value.Rollout;

    protected internal override IRenderable Draw(Marks marks)
    {
        if (_last is not { } rollout)
        {
            return new Rows();
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        RolloutTargetState[] explained = [.. rollout.Targets.Where(target => RolloutText.DescribeMessage(target).Length > 0).OrderByDescending(target => target.IsFailure).Take(MaxMessages)];
        (RolloutWave Wave, RolloutTargetState Target)[] apps = SelectApps(rollout, Math.Max(1, _console.Profile.Height - OtherLines - explained.Length));
        return new Rows(
        [
            DrawBar(rollout, marks),
            new TextLine($"{rollout.Status}, {DescribeWave(rollout)}{OutputText.Seconds((rollout.CompletedAt ?? now) - rollout.CreatedAt)}"),
            DrawCounts(rollout),
            new RolloutTable(_console.Profile.Width, marks, now).DrawApps(apps),
            .. DescribeHidden(rollout, apps) is { } hidden ? [new TextLine(hidden, Color.Grey)] : Array.Empty<IRenderable>(),
            .. explained.Select(target => new TextLine($"{target.Target.DisplayName}: {RolloutText.DescribeMessage(target)}", RolloutTable.GetColor(target.Status))),
        ]);
    }

    /// <summary>The result of a rollout that has completed has all apps.</summary>
    protected internal override IRenderable DrawLast(Marks marks) => _last is { IsCompleted: true } ? new Rows() : Draw(marks);

    private static (RolloutWave Wave, RolloutTargetState Target)[] SelectApps(Rollout rollout, int count)
    {
        var apps = RolloutText.GetTargets(rollout).Select((app, index) => (App: app, Index: index)).ToList();
        return [.. apps.OrderBy(app => GetRank(app.App.Target)).ThenByDescending(app => app.App.Target.CompletedAt).Take(count).OrderBy(app => app.Index).Select(app => app.App)];
    }

    /// <summary>First what has failed, then what is in flight, then what has completed, at last what has not started.</summary>
    private static int GetRank(RolloutTargetState target) => target switch
    {
        { IsFailure: true } or { Status: RolloutTargetStatus.NotRolledBack } => 0,
        { Status: RolloutTargetStatus.Configuring or RolloutTargetStatus.Prepared or RolloutTargetStatus.Deploying or RolloutTargetStatus.RollingBack } => 1,
        { Status: RolloutTargetStatus.Pending } => 3,
        _ => 2,
    };

    private static string? DescribeHidden(Rollout rollout, (RolloutWave Wave, RolloutTargetState Target)[] shown)
    {
        IEnumerable<string> counts = RolloutReport.Create(rollout).Counts
            .Select(count => (Status: count.Key, Count: count.Value - shown.Count(app => app.Target.Status == count.Key)))
            .Where(count => count.Count > 0)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.Status}"));
        return shown.Length < rollout.Targets.Count ? $"  and {string.Join(", ", counts)}" : null;
    }

    private Paragraph DrawBar(Rollout rollout, Marks marks)
    {
        var bar = new Paragraph();
        (int width, int done, int drawn) = (Math.Min(MaxBarWidth, _console.Profile.Width), 0, 0);
        foreach ((RolloutTargetStatus status, int count) in RolloutReport.Create(rollout).Counts.OrderBy(count => count.Key is RolloutTargetStatus.Pending ? 2 : RolloutTable.GetColor(count.Key) == Color.Yellow ? 1 : 0))
        {
            done += count;
            int end = width * done / rollout.Targets.Count;
            bar.Append(new string(marks.Bar, end - drawn), RolloutTable.GetColor(status));
            drawn = end;
        }

        return bar;
    }

    private static Paragraph DrawCounts(Rollout rollout)
    {
        var counts = new Paragraph();
        string separator = "";
        foreach ((RolloutTargetStatus status, int count) in RolloutReport.Create(rollout).Counts)
        {
            counts.Append(separator).Append(string.Create(CultureInfo.InvariantCulture, $"{count} {status}"), RolloutTable.GetColor(status));
            separator = ", ";
        }

        return counts;
    }

    private static string DescribeWave(Rollout rollout)
    {
        if (rollout.Status is not RolloutStatus.InProgress || rollout.PassedWaves >= rollout.Waves.Count)
        {
            return "";
        }

        RolloutWave wave = rollout.Waves[rollout.PassedWaves];
        bool isComplete = RolloutText.GetTargets(rollout).Where(app => app.Wave == wave).All(app => app.Target.CompletedAt is not null);
        return string.Create(CultureInfo.InvariantCulture, $"wave {wave.Number} of {rollout.Waves.Count}{(isComplete ? " bakes" : "")}, ");
    }
}
