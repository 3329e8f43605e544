namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>Computes the state of a deployment from the time, so that nothing runs in the background.</summary>
internal sealed class DeploymentLifecycle(DateTimeOffset createdAt, DeploymentPlan plan)
{
    private ForcedCompletion? _forcedCompletion;

    public State GetState(DateTimeOffset now) =>
        Volatile.Read(ref _forcedCompletion) is { } completion ? GetCompletedState(completion) : GetPlannedState(now);

    /// <summary>
    /// Completes the deployment now, whatever its plan is. Returns <c>false</c> if it is not active. The caller holds the lock of the emulator.
    /// </summary>
    public bool TryComplete(DateTimeOffset now, DeploymentPhase phase, Error? error)
    {
        if (!GetState(now).IsActive)
        {
            return false;
        }

        Volatile.Write(ref _forcedCompletion, new ForcedCompletion(now, phase, error));
        return true;
    }

    private State GetPlannedState(DateTimeOffset now)
    {
        TimeSpan elapsed = now - createdAt;
        if (elapsed < plan.NotQueuedFor)
        {
            return new State(DeploymentPhase.NotYetQueued, WireStatus.Created);
        }

        elapsed -= plan.NotQueuedFor;
        if (elapsed < plan.QueuedFor)
        {
            DateTimeOffset? queuedAt = plan.NotQueuedFor == TimeSpan.Zero ? null : now - elapsed;
            return new State(DeploymentPhase.Queued, WireStatus.Queued) { UpdatedAt = queuedAt };
        }

        elapsed -= plan.QueuedFor;
        DateTimeOffset startedAt = now - elapsed;
        if (plan.FinalPhase is not { } finalPhase || elapsed < plan.RunsFor)
        {
            return new State(DeploymentPhase.InProgress, plan.InProgressStatus ?? WireStatus.InProgress)
            {
                UpdatedAt = startedAt,
                StartedAt = startedAt,
                Error = plan.InProgressError,
            };
        }

        DateTimeOffset finishedAt = startedAt + plan.RunsFor;
        return new State(finalPhase, WireStatus.GetFinalStatus(finalPhase))
        {
            UpdatedAt = finishedAt,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Error = plan.FinalError,
        };
    }

    private State GetCompletedState(ForcedCompletion completion) =>
        GetPlannedState(completion.CompletedAt) with
        {
            Phase = completion.Phase,
            Status = WireStatus.GetFinalStatus(completion.Phase),
            UpdatedAt = completion.CompletedAt,
            FinishedAt = completion.Phase is DeploymentPhase.Superseded ? null : completion.CompletedAt,
            Error = completion.Error,
        };

    /// <summary>The <c>error_message</c> and <c>error_code</c> of a deployment.</summary>
    public sealed record Error(string Message, string? Code);

    /// <summary>The state of a deployment at a time.</summary>
    public sealed record State(DeploymentPhase Phase, string Status)
    {
        public DateTimeOffset? UpdatedAt { get; init; }

        public DateTimeOffset? StartedAt { get; init; }

        public DateTimeOffset? FinishedAt { get; init; }

        public Error? Error { get; init; }

        public bool HasStarted => Phase is not (DeploymentPhase.NotYetQueued or DeploymentPhase.Queued);

        public bool IsActive => Phase is DeploymentPhase.NotYetQueued or DeploymentPhase.Queued or DeploymentPhase.InProgress;
    }

    /// <summary>A completion by a test or by a newer deployment, before the plan completes.</summary>
    private sealed record ForcedCompletion(DateTimeOffset CompletedAt, DeploymentPhase Phase, Error? Error);
}
