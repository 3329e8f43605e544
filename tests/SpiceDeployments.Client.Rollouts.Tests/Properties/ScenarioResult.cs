using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>A scenario that has completed.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Recorder">What the processes did.</param>
/// <param name="Returned">The rollout that the last wait returned, or <c>null</c> if none did.</param>
/// <param name="SettingsBefore">The settings of the apps before the rollout.</param>
internal sealed record ScenarioResult(RolloutScenario Scenario, ScenarioRecorder Recorder, Rollout? Returned, IReadOnlyList<EmulatedAppSettings> SettingsBefore)
{
    private readonly IReadOnlyList<RolloutEvent> _journal = Recorder.Journal;

    /// <summary>Returns the first violation, or <c>null</c>.</summary>
    public string? FindViolation()
    {
        if (Recorder.Violations.FirstOrDefault() is { } violation)
        {
            return violation;
        }

        if (Returned is not { IsCompleted: true } || !JournalInvariants.AreEqual(Returned, RolloutReducer.Replay(ScenarioRecorder.RolloutId, _journal)))
        {
            return $"the client returned another rollout than the journal contains: {Returned}";
        }

        return new JournalInvariants(Returned.Request, _journal, Recorder.Gate.Evaluations).FindViolation()
            ?? new ServiceInvariants(Scenario, Recorder, _journal, SettingsBefore).FindViolation();
    }

    /// <summary>Returns what occurred, to be counted.</summary>
    public IEnumerable<string> Describe() =>
    [
        "scenarios",
        $"rollout: {Returned?.Status}",
        .. Returned?.Targets.Select(target => $"app: {target.Status}") ?? [],
        .. _journal.Select(next => $"event: {next.Kind}"),
        .. Recorder.Cloud.Requests.Select(request => request.Fault).OfType<FaultKind>().Select(kind => $"service: {kind}"),
        .. Enumerable.Repeat("operations", Recorder.Operations),
    ];
}
