using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output;

/// <summary>The texts of a rollout that lines and views share.</summary>
internal static class RolloutText
{
    public static string DescribeCounts(Rollout rollout) => string.Join(", ", RolloutReport.Create(rollout).Counts.Select(count => $"{count.Value} {count.Key}"));

    public static string DescribeDeployments(RolloutTargetState target) => target.RollbackDeploymentId is { } rollback ? $"{target.DeploymentId}, back: {rollback}" : $"{target.DeploymentId}";

    /// <summary>Returns why an app has its outcome, and why it was not put back, as <see cref="RolloutReport"/> does.</summary>
    public static string DescribeMessage(RolloutTargetState target) =>
        string.Join(" ", new[] { target.Message, target.RollbackMessage is null ? null : $"Not put back: {target.RollbackMessage}" }.OfType<string>());

    public static IEnumerable<(RolloutWave Wave, RolloutTargetState Target)> GetTargets(Rollout rollout) =>
        rollout.Waves.SelectMany(wave => wave.Targets, (wave, _) => wave).Zip(rollout.Targets);
}
