using System.Globalization;
using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>What happens to one rollout: to its apps, its requests, its store and its processes.</summary>
/// <param name="Apps">The apps, with the ids 1, 2 …</param>
/// <param name="WaveSizes">The sizes of the first waves.</param>
/// <param name="MaxConcurrency">The number of apps that are deployed at the same time.</param>
/// <param name="FailureTolerance">How many apps may fail.</param>
/// <param name="OnFailure">What the rollout does after it has failed.</param>
/// <param name="SkipIfCurrent">Whether apps are skipped that are current.</param>
/// <param name="BakeTime">The time between waves.</param>
/// <param name="Gate">The decisions of the gate, or <c>null</c> for no gate.</param>
/// <param name="MaxConcurrentDeployments">The limit of the account, or <c>null</c>.</param>
/// <param name="ConcurrencyLimitRule">The error beyond the limit of the account.</param>
/// <param name="Faults">The faults of requests.</param>
/// <param name="StoreErrors">The appends that throw an exception although the process continues, and whether they are stored.</param>
/// <param name="Crashes">The crash of each process but the last one.</param>
/// <param name="Commands">The commands of callers.</param>
internal sealed record RolloutScenario(
    ScenarioApp[] Apps,
    int[] WaveSizes,
    int MaxConcurrency,
    int FailureTolerance,
    RolloutFailureAction OnFailure,
    bool SkipIfCurrent,
    TimeSpan BakeTime,
    ScenarioGate.Decision[]? Gate,
    int? MaxConcurrentDeployments,
    ConcurrencyLimitRule ConcurrencyLimitRule,
    ScenarioFault[] Faults,
    (int Append, bool IsStored)[] StoreErrors,
    ScenarioCrash[] Crashes,
    ScenarioCommand[] Commands)
{
    private static readonly PollingOptions Polling = new() { InitialDelay = TimeSpan.FromSeconds(5), MaxDelay = TimeSpan.FromSeconds(30), Timeout = TimeSpan.FromMinutes(4) };
    private static readonly TimeSpan ConflictTimeout = TimeSpan.FromMinutes(3);

    public static readonly Gen<RolloutScenario> Any =
        from apps in Gen.Frequency((4, Gen.Int[1, 3]), (1, Gen.Int[4, 6])).SelectMany(count => ScenarioApp.Any.Array[count])
        from waves in Gen.Int[1, 3].Array[0, 3]
        from concurrency in Gen.Int[1, 4]
        from tolerance in Gen.Int[0, 2]
        from onFailure in Gen.OneOf(RolloutFailureAction.Stop, RolloutFailureAction.RollBack)
        from skipIfCurrent in Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))
        from bake in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 300]))
        from gate in Gen.Frequency((2, Gen.Const((ScenarioGate.Decision[]?)null)), (1, AnyDecision().Array[0, 3].Select(decisions => (ScenarioGate.Decision[]?)decisions)))
        from limit in Gen.Frequency((3, Gen.Const((int?)null)), (1, Gen.Int[1, 3].Select(limit => (int?)limit)))
        from rule in Gen.Enum<ConcurrencyLimitRule>()
        from faults in Gen.Frequency((1, Gen.Const(Array.Empty<ScenarioFault>())), (2, ScenarioFault.Any.Array[1, 4]))
        from storeErrors in Gen.Frequency((3, Gen.Const(Array.Empty<(int, bool)>())), (1, Gen.Select(Gen.Int[1, 25], Gen.Bool).Array[1, 3]))
        from crashes in Gen.Frequency((1, Gen.Const(Array.Empty<ScenarioCrash>())), (3, ScenarioCrash.Any.Array[1, 3]))
        from commands in Gen.Frequency((1, Gen.Const(Array.Empty<ScenarioCommand>())), (1, ScenarioCommand.Any.Array[1, 3]))
        select new RolloutScenario(
            apps, waves, concurrency, tolerance, onFailure, skipIfCurrent, TimeSpan.FromSeconds(bake), gate, limit, rule, faults, storeErrors, crashes, commands);

    public RolloutRequest CreateRequest() => new()
    {
        Targets = [.. Apps.Select((app, index) => app.CreateTarget(index + 1))],
        WaveSizes = WaveSizes,
        MaxConcurrency = MaxConcurrency,
        FailureTolerance = FailureTolerance,
        OnFailure = OnFailure,
        SkipIfCurrent = SkipIfCurrent,
        BakeTime = BakeTime,
        Gate = Gate is null ? null : ScenarioGate.Name,
        Deploy = new DeployOptions { Polling = Polling, ConflictTimeout = ConflictTimeout },
    };

    public override string ToString()
    {
        string limit = MaxConcurrentDeployments is null ? "none" : $"{MaxConcurrentDeployments}, {ConcurrencyLimitRule}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
             waves [{Join(WaveSizes)}], concurrency {MaxConcurrency}, tolerance {FailureTolerance}, on failure {OnFailure}, skip if current {SkipIfCurrent}, bake time {BakeTime}
             gate {(Gate is null ? "none" : $"[{Join(Gate)}]")}, account limit {limit}
             apps:{Lines(Apps)}
             faults:{Lines(Faults)}
             store errors: [{Join(StoreErrors.Select(error => $"append {error.Append}, {(error.IsStored ? "stored" : "not stored")}"))}]
             crashes: [{Join(Crashes)}]
             commands: [{Join(Commands)}]
             """);
    }

    private static Gen<ScenarioGate.Decision> AnyDecision() =>
        Gen.OneOf(ScenarioGate.Decision.Proceed, ScenarioGate.Decision.Proceed, ScenarioGate.Decision.Wait, ScenarioGate.Decision.Stop, ScenarioGate.Decision.Throw);

    private static string Join<T>(IEnumerable<T> values) => string.Join("; ", values);

    private static string Lines<T>(IEnumerable<T> values) => string.Concat(values.Select((value, index) => $"\n  {index + 1}: {value}"));
}
