using System.Globalization;
using Spectre.Console;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>The state of a rollout as a table.</summary>
internal static class RolloutResult
{
    private static readonly string[] Header = ["WAVE", "APP", "STATUS", "DEPLOYMENT", "DURATION", "MESSAGE"];

    public static void Write(CommandContext context, Rollout rollout)
    {
        if (context.Output.Terminal is { } terminal)
        {
            Write(terminal, rollout, context.Host.TimeProvider.GetUtcNow());
        }
        else
        {
            context.Output.WriteTable(Header, RolloutText.GetTargets(rollout).Select(row => CreateRow(row.Wave, row.Target)));
        }
    }

    private static void Write(IAnsiConsole terminal, Rollout rollout, DateTimeOffset now)
    {
        terminal.Write(new RolloutTable(terminal.Profile.Width, Marks.Of(terminal), now).DrawApps(RolloutText.GetTargets(rollout)));
        foreach (RolloutTargetState target in rollout.Targets.Where(target => RolloutText.DescribeMessage(target).Length > 0))
        {
            terminal.WriteLine(OutputText.Clean($"{target.Target.DisplayName}: {RolloutText.DescribeMessage(target)}"), RolloutTable.GetColor(target.Status));
        }
    }

    private static string[] CreateRow(RolloutWave wave, RolloutTargetState target) =>
    [
        wave.Number.ToString(CultureInfo.InvariantCulture),
        target.Target.DisplayName,
        target.Status.ToString(),
        RolloutText.DescribeDeployments(target),
        target.CompletedAt - target.StartedAt is { } duration ? OutputText.Seconds(duration) : "",
        RolloutText.DescribeMessage(target),
    ];
}
