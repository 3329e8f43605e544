using System.Diagnostics;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Runs a rollout in this process, from its stored state to its completion. Each step follows from the state alone, so that another process can continue.</summary>
internal sealed class RolloutRunner(RolloutJournal journal, RolloutContext context, OrganizationQueue organizations)
{
    /// <summary>How often a rollout that waits reads what callers in other processes have stored.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    private readonly TargetScheduler _scheduler = new(journal.State.Request.MaxConcurrency, context.TimeProvider);
    private readonly ConflictDelays _conflicts = new(journal.State.Request.Deploy?.ConflictTimeout ?? ConflictDelays.DefaultTimeout, context.TimeProvider);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Rollout State => journal.State;

    /// <exception cref="OperationCanceledException">The run was canceled. The rollout can be resumed.</exception>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using Activity? activity = RolloutTelemetry.StartRollout(State);
        using IDisposable observation = journal.Observe(OnStored);
        using IDisposable measurement = RolloutTelemetry.Measure(journal);
        using OrganizationQueue.Turn turn = organizations.Enter(State.Request);
        using var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task steps = RunStepsAsync(turn, run.Token);
        if (await Task.WhenAny(steps, journal.Lost).ConfigureAwait(false) != steps)
        {
            await run.CancelAsync().ConfigureAwait(false);
            await steps.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await journal.Lost.ConfigureAwait(false);
        }

        await steps.ConfigureAwait(false);
        activity.SetOutcome(State);
    }

    private async Task RunStepsAsync(OrganizationQueue.Turn turn, CancellationToken cancellationToken)
    {
        await WaitForTurnAsync(turn, cancellationToken).ConfigureAwait(false);
        while (!State.IsCompleted)
        {
            await StepAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A rollout that is stopped before its turn, and has nothing in flight, completes without it.</summary>
    private async Task WaitForTurnAsync(OrganizationQueue.Turn turn, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed = Task.WhenAny(_changed.Task, turn.Changed); // Before the conditions are read, so that no change is missed.
            if (turn.HasCome || State is { Status: RolloutStatus.Stopping, InFlightCount: 0 })
            {
                return;
            }

            await WaitAsync(TimeSpan.MaxValue, changed, cancellationToken).ConfigureAwait(false);
        }
    }

    private void OnStored(Rollout rollout, RolloutEvent next)
    {
        RolloutTelemetry.LogEvent(context.Logger, rollout, next);
        if (next.Target is null)
        {
            _scheduler.Wake();
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    private Task StepAsync(CancellationToken cancellationToken)
    {
        Task changed = _changed.Task; // Before the state is read, so that no change is missed.
        return State switch
        {
            { Status: RolloutStatus.Pending } => StoreAsync(new RolloutEvent { Kind = RolloutEventKind.Started }, rollout => rollout.Status is RolloutStatus.Pending, cancellationToken),
            { Status: RolloutStatus.Stopping or RolloutStatus.RollingBack, InFlightCount: > 0 } or { HasFailed: true, InFlightCount: > 0 } => RunTargetsAsync(0, State.Targets.Count, cancellationToken),
            { Status: RolloutStatus.Paused, InFlightCount: 0 } => WaitAsync(TimeSpan.MaxValue, changed, cancellationToken),
            { Status: RolloutStatus.RollingBack } => RollBackAsync(cancellationToken),
            { Status: RolloutStatus.Stopping } or { HasFailed: true } => CompleteAsync(cancellationToken),
            _ when State.PassedWaves == State.Waves.Count => CompleteAsync(cancellationToken),
            _ when HasUnfinishedTargets(State) => RunTargetsAsync(State.Waves[State.PassedWaves].Start, State.Waves[State.PassedWaves].End, cancellationToken),
            { WaveCompletedAt: { } completedAt } => PassGateAsync(completedAt, changed, cancellationToken),
            _ => StoreAsync(
                new RolloutEvent { Kind = RolloutEventKind.WaveCompleted, Wave = State.PassedWaves + 1 }, rollout => !HasUnfinishedTargets(rollout), cancellationToken),
        };
    }

    /// <summary>Whether an app of the wave after the passed ones has no outcome.</summary>
    private static bool HasUnfinishedTargets(Rollout rollout)
    {
        RolloutWave wave = rollout.Waves[rollout.PassedWaves];
        return rollout.TargetList.Skip(wave.Start).Take(wave.Targets.Count).Any(target => target.Status is RolloutTargetStatus.Pending || target.IsInFlight);
    }

    /// <summary>Runs the targets of a range that have not completed, until all have, or none may start any more.</summary>
    private Task RunTargetsAsync(int start, int end, CancellationToken cancellationToken)
    {
        (int Index, RolloutTargetState Target)[] targets = [.. State.TargetList.Select((target, index) => (index, target)).Take(start..end)];
        _conflicts.Clear();
        return _scheduler.RunAsync(
            [.. targets.Where(one => one.Target.IsInFlight).Select(one => one.Index)],
            [.. targets.Where(one => one.Target.Status is RolloutTargetStatus.Pending).Select(one => one.Index)],
            canStart: () => State.CanStartTargets, // Otherwise the rollout waits or completes: a paused rollout reads the store, which the scheduler does not.
            (index, token) => RunTargetAsync(new TargetDeployment(index, journal, context, _conflicts), index, token),
            cancellationToken);
    }

    private async Task RollBackAsync(CancellationToken cancellationToken)
    {
        (int Index, RolloutTargetState Target)[] newestFirst =
        [
            .. State.TargetList.Select((target, index) => (index, target))
                .Where(one => one.target.IsChanged && one.target.Status is not RolloutTargetStatus.RolledBack)
                .OrderByDescending(one => one.target.StartSequence),
        ];
        _conflicts.Clear();
        await _scheduler.RunAsync(
            [.. newestFirst.Where(one => one.Target.Status is RolloutTargetStatus.RollingBack).Select(one => one.Index)],
            [.. newestFirst.Where(one => one.Target.Status is not RolloutTargetStatus.RollingBack).Select(one => one.Index)],
            canStart: () => true,
            (index, token) => RunTargetAsync(new TargetRollback(index, journal, context, _conflicts), index, token),
            cancellationToken).ConfigureAwait(false);
        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.Completed }, rollout => rollout.Status is RolloutStatus.RollingBack, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs an app during its turn. An app that another process has started does not wait for a turn.</summary>
    private async Task<NextAttempt?> RunTargetAsync(TargetSession session, int index, CancellationToken cancellationToken)
    {
        if (context.Turns is not { } turns)
        {
            return await RunSessionAsync(session, index, cancellationToken).ConfigureAwait(false);
        }

        RolloutTarget target = State.TargetList[index].Target;
        if (!await turns.TryEnterAsync(State.Id, target, cancellationToken).ConfigureAwait(false) && !State.TargetList[index].IsChanging && _conflicts.NextOfApp(index) is { } later)
        {
            return later; // After the timeout of conflicts, the service decides whether the app can be deployed.
        }

        NextAttempt? next = await RunSessionAsync(session, index, cancellationToken).ConfigureAwait(false);
        if (!State.TargetList[index].IsChanging)
        {
            await turns.LeaveAsync(State.Id, target).ConfigureAwait(false); // Not after an exception: another process may continue with the app.
        }

        return next;
    }

    private async Task<NextAttempt?> RunSessionAsync(TargetSession session, int index, CancellationToken cancellationToken)
    {
        using Activity? activity = RolloutTelemetry.StartTarget(State, index);
        NextAttempt? next = await session.RunAsync(cancellationToken).ConfigureAwait(false);
        activity.SetOutcome(State.TargetList[index]);
        if (next is null)
        {
            _conflicts.OnTargetCompleted();
        }

        return next;
    }

    /// <summary>Waits for the rest of the bake time and for the gate, or for a command of a caller.</summary>
    private async Task PassGateAsync(DateTimeOffset completedAt, Task changed, CancellationToken cancellationToken)
    {
        RolloutRequest request = State.Request;
        RolloutWave wave = State.Waves[State.PassedWaves];
        bool bakes = request.Gate is not null || wave.Number < State.Waves.Count;
        TimeSpan elapsed = context.TimeProvider.GetUtcNow() - completedAt;
        TimeSpan bake = bakes ? request.BakeTime - (elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero) : TimeSpan.Zero; // The clock may have been set back.
        if (bake > TimeSpan.Zero)
        {
            await WaitAsync(bake, changed, cancellationToken).ConfigureAwait(false);
            return;
        }

        RolloutGateDecision decision = request.Gate is null ? RolloutGateDecision.Proceed : await EvaluateGateAsync(wave, completedAt + request.BakeTime, cancellationToken).ConfigureAwait(false);
        if (decision.Delay is { } delay)
        {
            await WaitAsync(delay, changed, cancellationToken).ConfigureAwait(false);
            return;
        }

        RolloutEventKind kind = decision.StopReason is null ? RolloutEventKind.GatePassed : RolloutEventKind.GateStopped;
        string? message = decision.StopReason is null ? null : $"Gate '{request.Gate}' stopped the rollout after wave {wave.Number}: {decision.StopReason}";
        await StoreAsync(new RolloutEvent { Kind = kind, Wave = wave.Number, Message = message }, rollout => rollout.Status is RolloutStatus.InProgress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Evaluates the gate. The time during which the rollout was paused, or no process ran it, does not count.</summary>
    private async Task<RolloutGateDecision> EvaluateGateAsync(RolloutWave wave, DateTimeOffset bakedAt, CancellationToken cancellationToken)
    {
        DateTimeOffset start = State.ContinuedAt > bakedAt ? State.ContinuedAt : bakedAt;
        TimeSpan elapsed = context.TimeProvider.GetUtcNow() - start;
        IRolloutGate gate = context.FindGate(State.Request.Gate!) ?? throw new InvalidOperationException($"The container has no {nameof(IRolloutGate)} with the key '{State.Request.Gate}'.");
        try
        {
            return await gate.EvaluateAsync(new RolloutGateContext { Rollout = State, Wave = wave, Elapsed = elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return RolloutGateDecision.Stop($"The gate threw an exception: {exception.Message}");
        }
    }

    /// <summary>Waits for a delay, or until the rollout has changed: by a caller in this process, or in another.</summary>
    private async Task WaitAsync(TimeSpan delay, Task changed, CancellationToken cancellationToken)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long start = context.TimeProvider.GetTimestamp();
        while (!changed.IsCompleted && delay - context.TimeProvider.GetElapsedTime(start) is var rest && rest > TimeSpan.Zero)
        {
            await Task.WhenAny(Task.Delay(rest < RefreshInterval ? rest : RefreshInterval, context.TimeProvider, cancellation.Token), changed).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (!changed.IsCompleted)
            {
                await journal.RefreshAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await cancellation.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Completes the rollout, or starts its rollback. Deployments that timed out are polled once more first: if one of them has succeeded meanwhile, the rollout
    /// may not have failed.
    /// </summary>
    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        await PollTimedOutAsync(cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync(
            rollout => CanComplete(rollout) ? new RolloutEvent { Kind = RollsBack(rollout) ? RolloutEventKind.RollbackStarted : RolloutEventKind.Completed } : null,
            cancellationToken).ConfigureAwait(false);
    }

    private static bool CanComplete(Rollout rollout) =>
        rollout is { InFlightCount: 0, Status: RolloutStatus.InProgress or RolloutStatus.Stopping }
        && (rollout.Status is RolloutStatus.Stopping || rollout.HasFailed || rollout.PassedWaves == rollout.Waves.Count);

    private static bool RollsBack(Rollout rollout) =>
        rollout is { HasFailed: true, Status: RolloutStatus.InProgress, Request.OnFailure: RolloutFailureAction.RollBack };

    private async Task PollTimedOutAsync(CancellationToken cancellationToken)
    {
        for (int index = 0; index < State.Targets.Count; index++)
        {
            if (State.TargetList[index] is { Status: RolloutTargetStatus.TimedOut, DeploymentId: { } id, Target: var target } && await TryGetAsync(target, id, cancellationToken).ConfigureAwait(false) is { IsTerminal: true } completed)
            {
                int current = index;
                await journal.AppendAsync(_ => TargetDeployment.DescribeOutcome(completed) with { Target = current, Message = $"The deployment completed after the timeout: {completed.Status}." }, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Deployment?> TryGetAsync(RolloutTarget target, long deploymentId, CancellationToken cancellationToken)
    {
        try
        {
            return await context.GetClients(target.Organization).Deployments.GetAsync(target.AppId, deploymentId, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceException)
        {
            return null;
        }
    }

    private Task<RolloutEvent?> StoreAsync(RolloutEvent next, Func<Rollout, bool> isPermitted, CancellationToken cancellationToken) =>
        journal.AppendAsync(rollout => isPermitted(rollout) ? next : null, cancellationToken);
}
