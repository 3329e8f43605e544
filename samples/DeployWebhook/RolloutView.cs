using System.Text.Json;
using SpiceDeployments.Client.Rollouts;

namespace DeployWebhook;

/// <summary>A rollout as the page shows it.</summary>
internal sealed record RolloutView(string Id, string Status, string Summary, IReadOnlyList<RolloutView.App> Apps)
{
    public static RolloutView Create(Rollout rollout) => new(
        rollout.Id,
        Format(rollout.Status),
        RolloutReport.Create(rollout).ToString(),
        [.. rollout.Waves.SelectMany(wave => wave.Targets, (wave, target) => wave).Zip(rollout.Targets, App.Create)]);

    private static string Format<T>(T status)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    public sealed record App(long Id, int Wave, string Status, long? Deployment, string? Message)
    {
        public static App Create(RolloutWave wave, RolloutTargetState target) =>
            new(target.Target.AppId, wave.Number, Format(target.Status), target.DeploymentId, target.RollbackMessage ?? target.Message);
    }
}
