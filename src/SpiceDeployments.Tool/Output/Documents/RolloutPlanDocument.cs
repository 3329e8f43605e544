using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>The waves of a rollout in the JSON document of a command.</summary>
internal sealed record RolloutPlanDocument(string Id, IReadOnlyList<RolloutPlanDocument.WaveDocument> Waves)
{
    public static RolloutPlanDocument Create(string id, RolloutPlan plan) =>
        new(id, [.. plan.Waves.Select(wave => new WaveDocument(wave.Number, [.. wave.Targets.Select(target => new PlannedAppDocument(target.AppId, target.Name))]))]);

    internal sealed record WaveDocument(int Number, IReadOnlyList<PlannedAppDocument> Apps);

    internal sealed record PlannedAppDocument(long AppId, string? Name);
}
