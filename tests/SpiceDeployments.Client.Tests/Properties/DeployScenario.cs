using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>What befalls one deployment.</summary>
/// <param name="Queued">Seconds in the queue.</param>
/// <param name="Runs">Seconds in progress.</param>
/// <param name="Ending">succeeds, fails or never ends.</param>
/// <param name="ShowsAfter">Tenths of a second until the record shows.</param>
/// <param name="Others">When somebody else starts a deployment, in seconds.</param>
/// <param name="TokensEndAt">When the service stops to accept the tokens it has issued, in seconds; 0: never.</param>
/// <param name="Conflict">Whether a conflict is waited for.</param>
/// <param name="Rule">When the service refuses a create.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record DeployScenario(
    int Queued, int Runs, string Ending, int ShowsAfter, int[] Others, int TokensEndAt, ConflictBehavior Conflict, ConflictRule Rule, ScenarioFault[] Faults)
{
    private static readonly Gen<ScenarioFault> AnyFault =
        from target in Gen.OneOf(ScenarioFault.Targets)
        from after in Gen.Int[0, 3]
        from times in Gen.Int[1, 5]
        from isProcessed in Gen.Bool
        from kind in Gen.OneOf(ScenarioFault.Kinds)
        from seconds in Gen.OneOf(0, 3, 45, 3600)
        select new ScenarioFault(target, after, times, isProcessed, kind, seconds);

    public static readonly Gen<DeployScenario> Any =
        from queued in Gen.Int[0, 40]
        from runs in Gen.Int[0, 300]
        from ending in Gen.OneOf("succeeds", "succeeds", "fails", "never")
        from showsAfter in Gen.OneOf(Gen.Const(0), Gen.Int[0, 60])
        from others in Gen.Int[0, 200].Array[0, 2]
        from tokensEndAt in Gen.OneOf(Gen.Const(0), Gen.Int[1, 200])
        from conflict in Gen.OneOf(ConflictBehavior.WaitAndRetry, ConflictBehavior.Throw)
        from rule in Gen.OneOf(ConflictRule.WhileActive, ConflictRule.WhileQueued)
        from faults in AnyFault.Array[0, 5]
        select new DeployScenario(queued, runs, ending, showsAfter, others, tokensEndAt, conflict, rule, faults);

    /// <summary>
    /// Whether the service's own record may really not tell what became of the create: it said yes without making anything, its list
    /// could not be had, or its yes to a request that made the deployment was lost together with the list's.
    /// </summary>
    public bool MayBeUndecidable => Faults.Any(fault => fault.IsFalseSuccess || fault.Target is "list" or "token") || TokensEndAt > 0;

    public override string ToString() =>
        $"queued {Queued}, runs {Runs}, {Ending}, shows after {ShowsAfter / 10.0}, others [{string.Join(", ", Others)}], tokens end at {TokensEndAt}, "
        + $"{Conflict}, {Rule}, faults [{string.Join("; ", (IEnumerable<ScenarioFault>)Faults)}]";
}
