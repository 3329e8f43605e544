using System.Globalization;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet.Display;

/// <summary>The texts of a rollout that the table and the lines share.</summary>
internal static class FleetText
{
    public static string DescribeCounts(Rollout rollout) => string.Join(", ", RolloutReport.Create(rollout).Counts.Select(count => $"{count.Value} {count.Key}"));

    public static string DescribeDeployments(RolloutTargetState target) => target.RollbackDeploymentId is { } rollback ? $"{target.DeploymentId}, back: {rollback}" : $"{target.DeploymentId}";

    public static string DescribeMessage(RolloutTargetState target) => string.Join(" ", new[] { target.Message, target.RollbackMessage }.OfType<string>());

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.0} s");

    /// <summary>Returns the text without the characters that control a terminal.</summary>
    public static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    public static IEnumerable<(RolloutWave Wave, RolloutTargetState Target)> GetTargets(Rollout rollout) =>
        rollout.Waves.SelectMany(wave => wave.Targets, (wave, _) => wave).Zip(rollout.Targets);
}
