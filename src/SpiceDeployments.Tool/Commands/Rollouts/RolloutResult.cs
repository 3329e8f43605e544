using System.Globalization;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>The state of a rollout as a table.</summary>
internal static class RolloutResult
{
    private static readonly string[] Header = ["WAVE", "APP", "STATUS", "DEPLOYMENT", "DURATION", "MESSAGE"];

    public static void Write(CommandContext context, Rollout rollout)
    {
        context.Output.WriteTable(Header, RolloutText.GetTargets(rollout).Select(row => CreateRow(row.Wave, row.Target)));
        context.Output.WriteLine(RolloutReport.Create(rollout).ToString());
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
