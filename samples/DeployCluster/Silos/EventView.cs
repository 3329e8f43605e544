using SpiceDeployments.Client.Rollouts;

namespace DeployCluster.Silos;

/// <summary>An event of a rollout, as a silo streams it.</summary>
/// <param name="Kind">What has happened.</param>
/// <param name="Time">When, by the clock of the silo.</param>
/// <param name="Target">The index of the app, or <c>null</c> if the event is about the whole rollout.</param>
internal sealed record EventView(RolloutEventKind Kind, DateTimeOffset Time, int? Target)
{
    public static EventView Create(RolloutEvent next) => new(next.Kind, next.Time, next.Target);
}
