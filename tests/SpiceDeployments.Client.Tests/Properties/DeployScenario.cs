using System.Globalization;
using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>What happens to one deployment and to the requests of its deploy.</summary>
/// <param name="QueuedFor">How long the deployment is queued.</param>
/// <param name="RunsFor">How long the deployment is in progress.</param>
/// <param name="Outcome">The outcome of the deployment.</param>
/// <param name="VisibilityDelay">How long the deployment is not listed.</param>
/// <param name="OtherDeploymentsAt">When other callers start deployments of the app.</param>
/// <param name="TokensRevokedAt">When the service revokes all tokens, or <c>null</c> for never.</param>
/// <param name="ConflictBehavior">What the deploy does about a conflict.</param>
/// <param name="ConflictRule">When the service rejects a create.</param>
/// <param name="Faults">The faults of requests.</param>
internal sealed record DeployScenario(
    TimeSpan QueuedFor,
    TimeSpan RunsFor,
    DeployScenario.DeploymentOutcome Outcome,
    TimeSpan VisibilityDelay,
    TimeSpan[] OtherDeploymentsAt,
    TimeSpan? TokensRevokedAt,
    ConflictBehavior ConflictBehavior,
    ConflictRule ConflictRule,
    ScenarioFault[] Faults)
{
    public static readonly Gen<DeployScenario> Any =
        from queued in Seconds(0, 40)
        from runs in Seconds(0, 300)
        from outcome in Gen.OneOf(DeploymentOutcome.Succeeds, DeploymentOutcome.Succeeds, DeploymentOutcome.Fails, DeploymentOutcome.NeverCompletes)
        from visibilityDelay in Gen.OneOf(Gen.Const(TimeSpan.Zero), Gen.Int[0, 60].Select(tenths => TimeSpan.FromSeconds(tenths / 10.0)))
        from others in Seconds(0, 200).Array[0, 2]
        from revokedAt in Gen.OneOf(Gen.Const((TimeSpan?)null), Seconds(1, 200).Select(time => (TimeSpan?)time))
        from behavior in Gen.OneOf(ConflictBehavior.WaitAndRetry, ConflictBehavior.Throw)
        from rule in Gen.OneOf(ConflictRule.WhileActive, ConflictRule.WhileQueued)
        from faults in ScenarioFault.Any.Array[0, 5]
        select new DeployScenario(queued, runs, outcome, visibilityDelay, others, revokedAt, behavior, rule, faults);

    /// <summary>The outcome of the deployment of a scenario.</summary>
    public enum DeploymentOutcome
    {
        Succeeds = 0,
        Fails,
        NeverCompletes,
    }

    /// <summary>
    /// Whether even the service's list may not show what a create did: the service may have returned a success without creating anything,
    /// the list may be unavailable, or others may have created a deployment whose values do not prove that it is theirs.
    /// </summary>
    public bool MayBeInconclusive => OtherDeploymentsAt.Length > 0 || Faults.Any(fault => fault.IsFalseSuccess || fault.Target is RequestTarget.List or RequestTarget.Token) || TokensRevokedAt is not null;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"queued {QueuedFor}, runs {RunsFor}, {Outcome}, visible after {VisibilityDelay}, others at [{string.Join(", ", OtherDeploymentsAt)}], tokens revoked at {TokensRevokedAt}, {ConflictBehavior}, {ConflictRule}, faults [{string.Join("; ", (IEnumerable<ScenarioFault>)Faults)}]");

    private static Gen<TimeSpan> Seconds(int min, int max) => Gen.Int[min, max].Select(seconds => TimeSpan.FromSeconds(seconds));
}
