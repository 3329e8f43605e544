namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The life of a deployment as a function of time: nothing runs in the background.</summary>
internal static class DeploymentTimeline
{
    public static DeploymentState At(DateTimeOffset now, DateTimeOffset createdAt, DeploymentPlan plan, DeploymentEnding? ending) =>
        ending is null ? Planned(now, createdAt, plan) : Ended(Planned(ending.At, createdAt, plan), ending);

    private static DeploymentState Planned(DateTimeOffset now, DateTimeOffset createdAt, DeploymentPlan plan)
    {
        TimeSpan elapsed = now - createdAt;
        if (elapsed < plan.NotQueuedFor)
        {
            return new DeploymentState(DeploymentPhase.NotYetQueued, WireStatus.Created);
        }

        elapsed -= plan.NotQueuedFor;
        if (elapsed < plan.QueuedFor)
        {
            DateTimeOffset? queuedAt = plan.NotQueuedFor == TimeSpan.Zero ? null : now - elapsed;
            return new DeploymentState(DeploymentPhase.Queued, WireStatus.Queued) { UpdatedAt = queuedAt };
        }

        elapsed -= plan.QueuedFor;
        DateTimeOffset startedAt = now - elapsed;
        if (plan.End is not { } end || elapsed < plan.RunsFor)
        {
            return new DeploymentState(DeploymentPhase.InProgress, plan.ReportedStatus ?? WireStatus.InProgress)
            {
                UpdatedAt = startedAt,
                StartedAt = startedAt,
                Error = plan.Block,
            };
        }

        DateTimeOffset finishedAt = startedAt + plan.RunsFor;
        return new DeploymentState(end, WireStatus.OfEnd(end))
        {
            UpdatedAt = finishedAt,
            StartedAt = startedAt,
            FinishedAt = finishedAt,
            Error = plan.Failure,
        };
    }

    private static DeploymentState Ended(DeploymentState before, DeploymentEnding ending) =>
        before with
        {
            Phase = ending.Phase,
            Status = WireStatus.OfEnd(ending.Phase),
            UpdatedAt = ending.At,
            FinishedAt = ending.Phase == DeploymentPhase.Superseded ? null : ending.At,
            Error = ending.Error,
        };
}
