using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>What a journal must not contain, whatever the service did. Reads the events in order, with flags of its own beside the rollout that they result in.</summary>
internal sealed class JournalInvariants(RolloutRequest request, IReadOnlyList<RolloutEvent> journal, IReadOnlyList<ScenarioGate.Evaluation> evaluations)
{
    private bool _mayStart;
    private bool _isRollingBack;
    private int _waveCompletedAt;
    private int _inherited;

    /// <summary>Returns the first violation, or <c>null</c>.</summary>
    public string? FindViolation()
    {
        Rollout? before = null;
        foreach (RolloutEvent next in journal)
        {
            Rollout after = before is null ? RolloutReducer.Create(ScenarioRecorder.RolloutId, next) : RolloutReducer.Apply(before, next);
            if (before is not null && FindViolation(before, next, after) is { } violation)
            {
                return $"event {next.Sequence}, {next.Kind} of target {next.Target}: {violation}";
            }

            Follow(next, after);
            before = after;
        }

        return before is not null && FindReplayViolation(before) is { } difference ? difference : null;
    }

    private string? FindViolation(Rollout before, RolloutEvent next, Rollout after) => next.Kind switch
    {
        RolloutEventKind.TargetConfiguring or RolloutEventKind.TargetPrepared => FindStartViolation(before, next, after),
        RolloutEventKind.TargetDeploying => FindDeployingViolation(before.Targets[next.Target!.Value], next, after),
        RolloutEventKind.TargetRollbackPrepared or RolloutEventKind.TargetRolledBack or RolloutEventKind.TargetNotRolledBack =>
            _isRollingBack && before.InFlightCount is 0 ? null : "an app is put back although the rollout does not roll back or has apps in flight",
        RolloutEventKind.WaveCompleted => HasUnfinished(before, before.Waves[before.PassedWaves]) ? "the wave has unfinished apps" : null,
        RolloutEventKind.GatePassed => FindGateViolation(next),
        RolloutEventKind.Completed => FindCompletionViolation(before, after),
        _ => null,
    };

    private string? FindStartViolation(Rollout before, RolloutEvent next, Rollout after)
    {
        int index = next.Target!.Value;
        RolloutTargetState target = before.Targets[index];
        RolloutWave wave = before.Waves.Single(wave => index >= wave.Start && index < wave.End);
        return before switch
        {
            _ when !_mayStart => "an app was started or prepared after a stop, a pause or a rollback was stored",
            _ when before.FailureCount > request.FailureTolerance => "an app was started or prepared after more apps than tolerated had failed",
            _ when before.Waves.Take(wave.Number - 1).Any(earlier => HasUnfinished(before, earlier)) => "an earlier wave has not completed",
            _ when before.PassedWaves < wave.Number - 1 => "an earlier wave has not passed its gate",
            _ when target.Status is RolloutTargetStatus.Pending && after.InFlightCount > request.MaxConcurrency => $"{after.InFlightCount} apps are in flight",
            _ when target.Status is RolloutTargetStatus.Prepared && target.Intent?.Key != next.Intent?.Key => "the app has another intent that may have created a deployment",
            _ when target.Status is not (RolloutTargetStatus.Pending or RolloutTargetStatus.Configuring or RolloutTargetStatus.Prepared) => $"the app is {target.Status} already",
            _ => null,
        };
    }

    /// <summary>A deployment has an intent, or is polled again after a retry.</summary>
    private string? FindDeployingViolation(RolloutTargetState before, RolloutEvent next, Rollout after) => before switch
    {
        { Status: RolloutTargetStatus.Prepared or RolloutTargetStatus.Deploying } => null,
        { IsTimedOut: true } when before.DeploymentId == next.DeploymentId => after.InFlightCount > request.MaxConcurrency ? $"{after.InFlightCount} apps are in flight" : null,
        _ => "the deployment was created without an intent",
    };

    private string? FindGateViolation(RolloutEvent passed) =>
        request.Gate is null || evaluations.Any(one => one.Wave == passed.Wave && one.Decision is ScenarioGate.Decision.Proceed && one.Version >= _waveCompletedAt && one.Version < passed.Sequence)
            ? null
            : "the gate did not decide to proceed";

    private string? FindCompletionViolation(Rollout before, Rollout after)
    {
        int allowed = request.FailureTolerance + Math.Max(request.MaxConcurrency, _inherited);
        return after switch
        {
            _ when before.InFlightCount > 0 => $"{before.InFlightCount} apps are in flight",
            _ when after.FailureCount > allowed => $"{after.FailureCount} apps have failed, more than the tolerance plus those in flight, {allowed}",
            _ when after.Count(RolloutTargetStatus.Pending) + after.Count(RolloutTargetStatus.RollingBack) > 0 => "apps have no outcome",
            { Status: RolloutStatus.Succeeded } when after.FailureCount > request.FailureTolerance || after.Count(RolloutTargetStatus.Skipped) > 0 => "the rollout has not succeeded",
            _ => null,
        };
    }

    private static bool HasUnfinished(Rollout rollout, RolloutWave wave) =>
        rollout.Targets.Skip(wave.Start).Take(wave.Targets.Count).Any(target => target.Status is RolloutTargetStatus.Pending || target.IsInFlight);

    private void Follow(RolloutEvent next, Rollout after)
    {
        _mayStart = next.Kind switch
        {
            RolloutEventKind.Started or RolloutEventKind.Resumed => true,
            RolloutEventKind.Paused or RolloutEventKind.StopRequested or RolloutEventKind.RollbackStarted or RolloutEventKind.RetryRequested
                or RolloutEventKind.GateStopped or RolloutEventKind.Completed => false,
            _ => _mayStart,
        };
        _isRollingBack = (_isRollingBack || next.Kind is RolloutEventKind.RollbackStarted) && next.Kind is not RolloutEventKind.Completed;
        _waveCompletedAt = next.Kind is RolloutEventKind.WaveCompleted ? next.Sequence : _waveCompletedAt;
        _inherited = next.Kind is RolloutEventKind.RetryRequested ? after.InFlightCount : _inherited;
    }

    private string? FindReplayViolation(Rollout applied)
    {
        Rollout replayed = RolloutReducer.Replay(ScenarioRecorder.RolloutId, journal);
        return AreEqual(applied, replayed) ? null : "a second replay of the journal gives another rollout";
    }

    /// <summary>Whether two rollouts are the same. Their requests are those of the journal.</summary>
    public static bool AreEqual(Rollout one, Rollout other) =>
        one.Status == other.Status
        && one.Version == other.Version
        && one.PassedWaves == other.PassedWaves
        && one.Attempt == other.Attempt
        && one.Message == other.Message
        && one.CompletedAt == other.CompletedAt
        && one.Counts.SequenceEqual(other.Counts)
        && one.TargetList.SequenceEqual(other.TargetList);
}
