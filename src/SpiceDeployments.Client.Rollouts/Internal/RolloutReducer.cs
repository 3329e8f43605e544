using System.Collections.Immutable;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Applies events to a rollout. Depends on nothing else, so that a journal always results in the same rollout.</summary>
internal static class RolloutReducer
{
    private static readonly int StatusCount = Enum.GetValues<RolloutTargetStatus>().Length;

    /// <summary>Returns the rollout that a journal describes.</summary>
    /// <exception cref="RolloutException">The journal is damaged.</exception>
    public static Rollout Replay(string id, IEnumerable<RolloutEvent> journal) =>
        journal.Aggregate<RolloutEvent, Rollout?>(null, (rollout, next) => rollout is null ? Create(id, next) : Apply(rollout, next))!;

    public static Rollout Create(string id, RolloutEvent created) => created is { Kind: RolloutEventKind.Created, Request: { } request, Sequence: 1 }
        ? Recount(new Rollout(id, request) { CreatedAt = created.Time, Version = 1, TargetList = [.. request.Targets.Select(target => new RolloutTargetState(target))] })
        : throw Damaged(id, created);

    public static Rollout Apply(Rollout rollout, RolloutEvent next)
    {
        if (next.Sequence != rollout.Version + 1 || next.Target < 0 || next.Target >= rollout.TargetList.Count)
        {
            throw Damaged(rollout.Id, next);
        }

        Rollout changed = next.Target is { } index ? ApplyToTarget(rollout, next, index) : ApplyToRollout(rollout, next);
        return changed with { Version = next.Sequence };
    }

    private static Rollout ApplyToTarget(Rollout rollout, RolloutEvent next, int index)
    {
        RolloutTargetState before = rollout.TargetList[index];
        RolloutTargetState after = Change(rollout, before, next);
        ImmutableArray<int> counts = rollout.Counts;
        return rollout with
        {
            TargetList = rollout.TargetList.SetItem(index, after),
            Counts = before.Status == after.Status
                ? counts
                : counts.SetItem((int)before.Status, counts[(int)before.Status] - 1).SetItem((int)after.Status, counts[(int)after.Status] + 1),
        };
    }

    private static RolloutTargetState Change(Rollout rollout, RolloutTargetState target, RolloutEvent next) => next.Kind switch
    {
        RolloutEventKind.TargetConfiguring => Configure(Start(target, next), next.Before),
        RolloutEventKind.TargetConfigured => target with { Status = RolloutTargetStatus.Configuring, After = next.After },
        RolloutEventKind.TargetPrepared => Start(target, next) with { Status = RolloutTargetStatus.Prepared, Intent = Restore(target, next) },
        RolloutEventKind.TargetDeploying => target with { Status = RolloutTargetStatus.Deploying, DeploymentId = next.DeploymentId, IsTimedOut = false, DeployingSince = next.Time, Message = next.Message },
        RolloutEventKind.TargetRequeued when rollout.Status is RolloutStatus.RollingBack && target is { IsInFlight: false, IsChanged: true } => target with { Status = RolloutTargetStatus.RollingBack, RollbackIntent = null },
        RolloutEventKind.TargetRequeued => target with { Status = RolloutTargetStatus.Pending, Intent = null, Message = next.Message },
        RolloutEventKind.TargetSucceeded => Complete(target, next, RolloutTargetStatus.Succeeded),
        RolloutEventKind.TargetCurrent => Complete(target, next, RolloutTargetStatus.Current),
        RolloutEventKind.TargetFailed => Complete(target, next, RolloutTargetStatus.Failed),
        RolloutEventKind.TargetTimedOut => Complete(target, next, RolloutTargetStatus.TimedOut),
        RolloutEventKind.TargetSuperseded => Complete(target, next, RolloutTargetStatus.Superseded),
        RolloutEventKind.TargetUnknown => Complete(target, next, RolloutTargetStatus.Unknown) with { Intent = target.Intent },
        RolloutEventKind.TargetRollbackPrepared => target with { Status = RolloutTargetStatus.RollingBack, RollbackIntent = next.Intent, IsRollbackDeploying = false },
        RolloutEventKind.TargetRollbackDeploying => target with { RollbackIntent = null, RollbackDeploymentId = next.DeploymentId, DeployingSince = next.Time, IsRollbackDeploying = true },
        RolloutEventKind.TargetRolledBack => target with { Status = RolloutTargetStatus.RolledBack, RollbackIntent = null, RollbackMessage = null, IsRollbackDeploying = false },
        RolloutEventKind.TargetNotRolledBack => target with { Status = RolloutTargetStatus.NotRolledBack, RollbackMessage = next.Message, IsRollbackDeploying = false },
        _ => throw Damaged(rollout.Id, next),
    };

    /// <summary>Returns the intent with the values of the target, which its line does not repeat.</summary>
    private static DeploymentIntent? Restore(RolloutTargetState target, RolloutEvent prepared) =>
        prepared.Intent is { } intent ? intent with { Request = target.Target.Request with { CommitMessage = intent.Request.CommitMessage } } : null;

    private static RolloutTargetState Start(RolloutTargetState target, RolloutEvent next) =>
        target with { StartedAt = target.StartedAt ?? next.Time, StartSequence = next.Sequence, CompletedAt = null, Message = null };

    /// <summary>
    /// The values before the first change, but of a value that someone else has changed since, that one. If a process died during the first change, the values that
    /// are found may be those of the change in another form, as with a spicepod in YAML.
    /// </summary>
    private static RolloutTargetState Configure(RolloutTargetState target, UpdateAppRequest? found)
    {
        bool isUncertain = target is { Before: not null, After: null } && found != target.Before && found != target.Target.Update;
        return target with
        {
            Status = RolloutTargetStatus.Configuring,
            Before = target switch
            {
                { Before: { } before, After: { } after } when found is not null => RolloutJson.Merge(found, after, before),
                { Before: { } before } => before,
                _ => found,
            },
            IsBeforeUncertain = target.IsBeforeUncertain || isUncertain,
        };
    }

    private static RolloutTargetState Complete(RolloutTargetState target, RolloutEvent next, RolloutTargetStatus status) =>
        target with { Status = status, Intent = null, CompletedAt = next.Time, Message = next.Message ?? target.Message };

    private static Rollout ApplyToRollout(Rollout rollout, RolloutEvent next) => next.Kind switch
    {
        RolloutEventKind.Claimed => rollout with { ContinuedAt = next.Time },
        RolloutEventKind.Started => rollout with { Status = RolloutStatus.InProgress, ContinuedAt = next.Time, HasStarted = true },
        RolloutEventKind.Resumed => rollout with { Status = rollout.HasStarted ? RolloutStatus.InProgress : RolloutStatus.Pending, ContinuedAt = next.Time },
        RolloutEventKind.WaveCompleted => rollout with { WaveCompletedAt = next.Time },
        RolloutEventKind.GatePassed => rollout with { PassedWaves = rollout.PassedWaves + 1, WaveCompletedAt = null },
        RolloutEventKind.GateStopped => rollout with { IsGateStopped = true, Message = next.Message },
        RolloutEventKind.Paused => rollout with { Status = RolloutStatus.Paused },
        RolloutEventKind.StopRequested => rollout with { Status = RolloutStatus.Stopping, Message = next.Message, IsAccessDenied = next.IsAccessDenied },
        RolloutEventKind.RollbackStarted => StartRollback(rollout),
        RolloutEventKind.RetryRequested => Retry(rollout),
        RolloutEventKind.Completed => Complete(rollout, next),
        _ => throw Damaged(rollout.Id, next),
    };

    private static Rollout Complete(Rollout rollout, RolloutEvent completed) => Recount(rollout with
    {
        CompletedAt = completed.Time,
        Status = rollout switch
        {
            { Status: RolloutStatus.RollingBack } => rollout.Count(RolloutTargetStatus.NotRolledBack) is 0 ? RolloutStatus.RolledBack : RolloutStatus.RollbackFailed,
            { Status: RolloutStatus.Stopping } => RolloutStatus.Stopped,
            { HasFailed: true } => RolloutStatus.Failed,
            _ => RolloutStatus.Succeeded,
        },
        TargetList = rollout.TargetList.ConvertAll(target => target.Status is RolloutTargetStatus.Pending ? Skip(target) : target),
    });

    /// <summary>An app that was not started in this attempt keeps the outcome of an earlier one that is not known.</summary>
    private static RolloutTargetState Skip(RolloutTargetState target) => target with
    {
        Status = target switch
        {
            { IsTimedOut: true } => RolloutTargetStatus.TimedOut,
            { Intent: not null } => RolloutTargetStatus.Unknown,
            _ => RolloutTargetStatus.Skipped,
        },
        Message = target.Message ?? (target.After is not null && target.After != target.Before ? "The app was changed, but not deployed." : null),
    };

    /// <summary>An intent whose outcome is unknown is resumed first, which sends nothing while the rollout rolls back.</summary>
    private static Rollout StartRollback(Rollout rollout) => Recount(rollout with
    {
        Status = RolloutStatus.RollingBack,
        Message = rollout.Message ?? (rollout.HasFailed ? $"{rollout.FailureCount} of {rollout.Targets.Count} apps failed." : null),
        CompletedAt = null,
        TargetList = rollout.TargetList.ConvertAll(target => target is { Status: RolloutTargetStatus.Unknown or RolloutTargetStatus.NotRolledBack or RolloutTargetStatus.Pending, Intent: not null } ? target with { Status = RolloutTargetStatus.Prepared } : target),
    });

    /// <summary>An app that someone else has deployed since is left alone. An intent whose outcome is unknown is resumed, and a deployment that timed out is polled again.</summary>
    private static Rollout Retry(Rollout rollout)
    {
        ImmutableList<RolloutTargetState> targets = rollout.TargetList.ConvertAll(target => target.Status switch
        {
            RolloutTargetStatus.Skipped or RolloutTargetStatus.Failed or RolloutTargetStatus.Unknown => target with { Status = RolloutTargetStatus.Pending, CompletedAt = null },
            RolloutTargetStatus.TimedOut => target with { Status = RolloutTargetStatus.Pending, IsTimedOut = true, CompletedAt = null },
            _ => target,
        });
        int first = targets.FindIndex(target => target.Status is RolloutTargetStatus.Pending || target.IsInFlight);
        return Recount(rollout with
        {
            Status = RolloutStatus.Pending,
            Attempt = rollout.Attempt + 1,
            Message = null,
            IsAccessDenied = false,
            CompletedAt = null,
            IsGateStopped = false,
            HasStarted = false,
            WaveCompletedAt = null,
            PassedWaves = first < 0 ? rollout.PassedWaves : Math.Min(rollout.PassedWaves, rollout.Waves.Count(wave => wave.End <= first)),
            TargetList = targets,
        });
    }

    private static Rollout Recount(Rollout rollout)
    {
        int[] counts = new int[StatusCount];
        foreach (RolloutTargetState target in rollout.TargetList)
        {
            counts[(int)target.Status]++;
        }

        return rollout with { Counts = [.. counts] };
    }

    private static RolloutException Damaged(string id, RolloutEvent next) =>
        new($"The journal of rollout '{id}' is damaged: event {next.Sequence} ({next.Kind}) does not continue the events before.") { RolloutId = id };
}
