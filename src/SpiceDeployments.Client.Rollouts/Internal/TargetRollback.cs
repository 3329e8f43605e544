namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Puts an app back: its values, and then a deployment with the values of the deployment before the rollout. Changes nothing that someone else has changed since.</summary>
internal sealed class TargetRollback(int index, RolloutJournal journal, RolloutContext context, ConflictDelays conflicts)
    : TargetSession(index, journal, context, conflicts)
{
    public override async Task<NextAttempt?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RollBackAsync(cancellationToken).ConfigureAwait(false) is { } reason
                ? await LeaveAsync(reason, cancellationToken).ConfigureAwait(false)
                : await CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOutcome(exception, cancellationToken))
        {
            return exception is SpiceRateLimitException && FindNextAttempt(exception) is { } next ? next : await LeaveAsync(exception.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns why the app is left as it is, or <c>null</c> if it was put back.</summary>
    private async Task<string?> RollBackAsync(CancellationToken cancellationToken)
    {
        if (State is { Status: RolloutTargetStatus.RollingBack, RollbackDeploymentId: { } deploying })
        {
            return await WaitForRollbackAsync(deploying, cancellationToken).ConfigureAwait(false);
        }

        if (State is { Status: RolloutTargetStatus.RollingBack, Intent: { } stored })
        {
            return await DeployAsync(stored, cancellationToken).ConfigureAwait(false);
        }

        if (State.Status is RolloutTargetStatus.Unknown)
        {
            return "Whether the rollout created a deployment is unknown. Retry the failed apps first, which finds out.";
        }

        IReadOnlyList<Deployment> newestFirst = await Clients.Deployments.ListAsync(Target.AppId, new ListDeploymentsOptions { Limit = 100 }, cancellationToken).ConfigureAwait(false);
        if (newestFirst.FirstOrDefault(deployment => State.DeploymentId is { } own && deployment.Id > own) is { } newer)
        {
            return $"Someone else has created deployment {newer.Id} since.";
        }

        Deployment? earlier = newestFirst.FirstOrDefault(deployment => deployment.Id < State.DeploymentId && deployment.Status is DeploymentStatus.Succeeded);
        CreateDeploymentRequest request = CreateRequest(earlier);
        if (State is { DeploymentId: not null, Before: null } && (earlier is null || request == CreateRequest(null)))
        {
            return earlier is null
                ? "The app has no earlier deployment that succeeded, and the rollout has not changed its values."
                : "The rollout has changed no value of the app and has set none for the deployment, so that there is nothing to put back.";
        }

        string? reason = await PutBackAsync(cancellationToken).ConfigureAwait(false);
        if (reason is not null || State.DeploymentId is null)
        {
            return reason;
        }

        DeploymentIntent intent = await Clients.Deployments.PrepareAsync(Target.AppId, request, cancellationToken).ConfigureAwait(false);
        await SaveAsync(intent, cancellationToken).ConfigureAwait(false);
        return await DeployAsync(intent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts the values of the app back, unless they have been put back or nothing was changed. Returns why they are left, or <c>null</c>.</summary>
    private async Task<string?> PutBackAsync(CancellationToken cancellationToken)
    {
        if (State.Before is not { } before || Target.Update is not { } update)
        {
            return null;
        }

        UpdateAppRequest current = update.GetCurrentValues(await Clients.Apps.GetAppAsync(Target.AppId, cancellationToken).ConfigureAwait(false));
        if (current == before)
        {
            return null;
        }

        if (current != State.After)
        {
            return State.After is null
                ? "The app has other values than before the rollout, and whether the rollout or someone else has changed them is unknown."
                : "Someone else has changed the app since.";
        }

        if (update.FieldNames.Except(before.FieldNames, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
        {
            return $"The app had no value of {string.Join(", ", missing)} before the rollout, and the service has no way to remove one.";
        }

        await Clients.Apps.UpdateAppAsync(Target.AppId, before, cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>What the request of the rollout set has the value of the earlier deployment. Everything else follows from the app.</summary>
    private CreateDeploymentRequest CreateRequest(Deployment? earlier) => new()
    {
        ImageTag = Target.Request.ImageTag is null ? null : earlier?.ImageTag,
        Channel = Target.Request is { Channel: null, ImageTag: null } ? null : earlier?.Channel, // A tag is valid for its channel only.
        Replicas = Target.Request.Replicas is null ? null : earlier?.Replicas,
        Branch = Target.Request.Branch is null ? null : earlier?.Branch,
        CommitSha = Target.Request.CommitSha is null ? null : earlier?.CommitSha,
        CommitMessage = $"Roll back deployment {State.DeploymentId}",
    };

    private async Task<string?> DeployAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        var options = new CreateDeploymentOptions
        {
            ConflictBehavior = ConflictBehavior.WaitAndRetry,
            ConflictTimeout = Journal.State.Request.Deploy?.ConflictTimeout ?? ConflictDelays.DefaultTimeout,
            SaveIntent = SaveAsync,
        };
        Deployment created = await Clients.Deployments.CreateAsync(intent, options, cancellationToken).ConfigureAwait(false);
        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRollbackDeploying, DeploymentId = created.Id }, cancellationToken).ConfigureAwait(false);
        return await WaitForRollbackAsync(created.Id, cancellationToken).ConfigureAwait(false);
    }

    private Task SaveAsync(DeploymentIntent intent, CancellationToken cancellationToken) =>
        StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRollbackPrepared, Intent = intent }, cancellationToken);

    private async Task<string?> WaitForRollbackAsync(long deploymentId, CancellationToken cancellationToken)
    {
        Deployment completed = await WaitAsync(deploymentId, cancellationToken).ConfigureAwait(false);
        return completed.Status is DeploymentStatus.Succeeded ? null : TargetDeployment.DescribeOutcome(completed).Message;
    }

    private async Task<NextAttempt?> CompleteAsync(CancellationToken cancellationToken)
    {
        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRolledBack }, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<NextAttempt?> LeaveAsync(string reason, CancellationToken cancellationToken)
    {
        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetNotRolledBack, Message = reason }, cancellationToken).ConfigureAwait(false);
        return null;
    }
}
