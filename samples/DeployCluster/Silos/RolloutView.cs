using SpiceDeployments.Client.Rollouts;

namespace DeployCluster.Silos;

/// <summary>A rollout, as a silo returns it.</summary>
/// <param name="Summary">The outcome as a sentence.</param>
/// <param name="Deployments">The deployment of each app that has succeeded.</param>
internal sealed record RolloutView(string Summary, IReadOnlyDictionary<long, long> Deployments)
{
    public static RolloutView Create(Rollout rollout) => new(
        RolloutReport.Create(rollout).ToString(),
        rollout.Targets.Where(target => target.Status is RolloutTargetStatus.Succeeded).ToDictionary(target => target.Target.AppId, target => target.DeploymentId!.Value));
}
