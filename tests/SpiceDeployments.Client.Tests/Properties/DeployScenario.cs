using System.Globalization;
using CsCheck;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>What happens to one deployment and to the requests of its deploy.</summary>
/// <param name="Request">What the deploy sends.</param>
/// <param name="Service">What the service makes of it.</param>
/// <param name="QueuedFor">How long the deployment is queued.</param>
/// <param name="RunsFor">How long the deployment is in progress.</param>
/// <param name="Outcome">The outcome of the deployment.</param>
/// <param name="Foreign">The deployments that others start.</param>
/// <param name="TokensRevokedAt">When the service revokes all tokens, or <c>null</c> for never.</param>
/// <param name="ConflictBehavior">What the deploy does about a conflict.</param>
/// <param name="Faults">The faults of requests.</param>
internal sealed record DeployScenario(
    CreateDeploymentRequest Request,
    EmulatedService Service,
    TimeSpan QueuedFor,
    TimeSpan RunsFor,
    DeployScenario.DeploymentOutcome Outcome,
    ForeignDeployment[] Foreign,
    TimeSpan? TokensRevokedAt,
    ConflictBehavior ConflictBehavior,
    ScenarioFault[] Faults)
{
    public static readonly Gen<DeployScenario> Any =
        from request in SentValues.Any
        from service in EmulatedService.Any
        from queued in Seconds(0, 40)
        from runs in Seconds(0, 300)
        from outcome in Gen.OneOf(DeploymentOutcome.Succeeds, DeploymentOutcome.Succeeds, DeploymentOutcome.Fails, DeploymentOutcome.NeverCompletes)
        from foreign in Gen.OneOf(Gen.Const(Array.Empty<ForeignDeployment>()), ForeignDeployment.Any.Array[0, 3])
        from revokedAt in Gen.Frequency((3, Gen.Const((TimeSpan?)null)), (1, Seconds(1, 200).Select(time => (TimeSpan?)time)))
        from behavior in Gen.OneOf(ConflictBehavior.WaitAndRetry, ConflictBehavior.Throw)
        from faults in ScenarioFault.Any.Array[0, 5]
        select new DeployScenario(request, service, queued, runs, outcome, foreign, revokedAt, behavior, faults);

    /// <summary>The outcome of the deployment of a scenario.</summary>
    public enum DeploymentOutcome
    {
        Succeeds = 0,
        Fails,
        NeverCompletes,
    }

    /// <summary>
    /// Whether even the service's list may not show what a create did: the service may have returned a success without creating anything, or process the
    /// create later, its clocks may differ, the list may be unavailable, or others may have created a deployment whose values do not prove that it is theirs.
    /// </summary>
    public bool MayBeInconclusive =>
        Foreign.Length > 0
        || Service.ClockDifference != TimeSpan.Zero
        || Faults.Any(fault => fault.IsFalseSuccess || fault.ProcessingDelay is not null || fault.Target is RequestTarget.List or RequestTarget.Token)
        || TokensRevokedAt is not null;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Request}, {Service}, queued {QueuedFor}, runs {RunsFor}, {Outcome}, foreign [{Join(Foreign)}], tokens revoked at {TokensRevokedAt}, {ConflictBehavior}, faults [{Join(Faults)}]");

    private static string Join<T>(IEnumerable<T> values) => string.Join("; ", values);

    private static Gen<TimeSpan> Seconds(int min, int max) => Gen.Int[min, max].Select(seconds => TimeSpan.FromSeconds(seconds));
}
