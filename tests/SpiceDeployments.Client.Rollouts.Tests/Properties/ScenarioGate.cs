using System.Collections.Concurrent;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>A gate with the decisions of a scenario, in order. Further decisions are to proceed.</summary>
internal sealed class ScenarioGate(IEnumerable<ScenarioGate.Decision> decisions) : IRolloutGate
{
    public const string Name = "smoke-test";

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<Decision> _decisions = new(decisions);
    private readonly ConcurrentQueue<Evaluation> _evaluations = new();

    /// <summary>What the gate decides.</summary>
    public enum Decision
    {
        Proceed = 0,
        Wait,
        Stop,
        Throw,
    }

    /// <summary>The decisions so far.</summary>
    public IReadOnlyList<Evaluation> Evaluations => [.. _evaluations];

    public Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken)
    {
        Decision decision = _decisions.TryDequeue(out Decision next) ? next : Decision.Proceed;
        _evaluations.Enqueue(new Evaluation(context.Wave.Number, context.Rollout.Version, decision));
        return decision is Decision.Throw
            ? throw new InvalidOperationException("The gate throws.")
            : Task.FromResult(decision switch
            {
                Decision.Wait => RolloutGateDecision.Wait(Delay),
                Decision.Stop => RolloutGateDecision.Stop("the gate stops"),
                _ => RolloutGateDecision.Proceed,
            });
    }

    /// <summary>A decision of the gate.</summary>
    /// <param name="Wave">The number of the wave.</param>
    /// <param name="Version">The number of events at that time.</param>
    /// <param name="Decision">The decision.</param>
    internal sealed record Evaluation(int Wave, int Version, Decision Decision);
}
