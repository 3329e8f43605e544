namespace SpiceDeployments.Client.Rollouts;

/// <summary>Decides after each wave whether a rollout may proceed, such as by a smoke test: a deployment that succeeded does not prove that the app responds.</summary>
/// <remarks>
/// Register a gate as a keyed service whose key is the name in <see cref="RolloutRequest.Gate"/>:
/// <c>services.AddKeyedSingleton&lt;IRolloutGate, SmokeTest&gt;("smoke-test")</c>. A delegate could not be stored with the rollout.
/// </remarks>
public interface IRolloutGate
{
    /// <summary>Decides whether the rollout may proceed. Called again after a restart of the process.</summary>
    /// <param name="context">The rollout and the wave.</param>
    /// <param name="cancellationToken">Canceled when the process stops.</param>
    /// <returns>The decision. An exception stops the rollout, as <see cref="RolloutGateDecision.Stop"/> does.</returns>
    Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken);
}
