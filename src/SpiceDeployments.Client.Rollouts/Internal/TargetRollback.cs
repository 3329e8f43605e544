namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Puts an app back: its values, and then a deployment with the values of the deployment before the rollout. Changes nothing that someone else has changed since.</summary>
internal sealed class TargetRollback(int index, RolloutJournal journal, RolloutContext context, ConflictDelays conflicts)
    : TargetSession(index, journal, context, conflicts)
{
    public override async Task<NextAttempt?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RollBackAsync(cancellationToken).ConfigureAwait(false);
            await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRolledBack }, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (IsOutcome(exception, cancellationToken) && !IsAboutCredentials(exception))
        {
            // After a rejected create, someone else may have deployed: the next attempt checks that again, before it prepares another intent.
            if (FindNextAttempt(exception, IsAlone) is { } next)
            {
                await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRequeued, Message = exception.Message }, cancellationToken).ConfigureAwait(false);
                return next;
            }

            await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetNotRolledBack, Message = exception.Message }, cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    /// <exception cref="LeftException">The app is left as it is.</exception>
    private async Task RollBackAsync(CancellationToken cancellationToken)
    {
        if (State is { IsRollbackDeploying: true, RollbackDeploymentId: { } deploying })
        {
            await WaitForRollbackAsync(deploying, cancellationToken).ConfigureAwait(false);
        }
        else if (State.RollbackIntent is { } stored)
        {
            await CreateAsync(stored, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (State.Intent is not null)
        {
            throw new LeftException("Whether the rollout has created a deployment is unknown. Roll back again to check once more.");
        }

        IReadOnlyList<Deployment> newestFirst = await ListAsync(cancellationToken).ConfigureAwait(false);
        if (newestFirst.FirstOrDefault(deployment => deployment.Id == State.RollbackDeploymentId) is { Status: DeploymentStatus.Succeeded })
        {
            return; // An earlier rollback has timed out, and its deployment has succeeded since.
        }

        Deployment? earlier = newestFirst.FirstOrDefault(deployment => deployment.Id < State.DeploymentId && deployment.Status is DeploymentStatus.Succeeded);
        CreateDeploymentRequest request = CreateRequest(earlier);
        if (State is { DeploymentId: not null, Before: null })
        {
            ThrowIfNothingToDeploy(earlier, request);
        }

        await PutBackAsync(cancellationToken).ConfigureAwait(false);
        if (State.DeploymentId is not null)
        {
            DeploymentIntent intent = await Clients.Deployments.PrepareAsync(Target.AppId, request, cancellationToken).ConfigureAwait(false);
            if (newestFirst is [var newest, ..] && intent.LatestDeploymentId > newest.Id)
            {
                throw new LeftException($"Someone else has created deployment {intent.LatestDeploymentId} since."); // While the values were put back.
            }

            await SaveAsync(intent, cancellationToken).ConfigureAwait(false);
            await CreateAsync(intent, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="LeftException">Someone else has deployed the app since.</exception>
    private async Task<IReadOnlyList<Deployment>> ListAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Deployment> newestFirst = await ListDeploymentsAsync(cancellationToken).ConfigureAwait(false);
        long? own = State.RollbackDeploymentId ?? State.DeploymentId;
        return newestFirst.FirstOrDefault(deployment => deployment.Id > own && !IsMarked(deployment, State.RollbackIntent)) is { } newer
            ? throw new LeftException($"Someone else has created deployment {newer.Id} since.")
            : newestFirst;
    }

    private void ThrowIfNothingToDeploy(Deployment? earlier, CreateDeploymentRequest request)
    {
        if (earlier is null)
        {
            throw new LeftException("The app has no earlier deployment that succeeded, and the rollout has not changed its values.");
        }

        if (request == CreateRequest(earlier: null))
        {
            throw new LeftException("The rollout has changed no value of the app and has set none for the deployment, so that there is nothing to put back.");
        }
    }

    /// <summary>Puts the values of the app back, unless they have been put back or nothing was changed.</summary>
    private async Task PutBackAsync(CancellationToken cancellationToken)
    {
        if (State.Before is not { } before || Target.Update is not { } update)
        {
            return;
        }

        UpdateAppRequest current = update.GetCurrentValues(await Clients.Apps.GetAppAsync(Target.AppId, cancellationToken).ConfigureAwait(false));
        if (current == before)
        {
            return;
        }

        if (State.IsBeforeUncertain || (State.After is null && current != update))
        {
            throw new LeftException("The process died while it changed the app, and whether someone else has changed the app, too, is unknown.");
        }

        if (current != State.After && current != update)
        {
            throw new LeftException("Someone else has changed the app since.");
        }

        if (update.FieldNames.Except(before.FieldNames, StringComparer.Ordinal).ToArray() is { Length: > 0 } missing)
        {
            throw new LeftException($"The app had no value of {string.Join(", ", missing)} before the rollout, and the service has no way to remove one.");
        }

        await Clients.Apps.UpdateAppAsync(Target.AppId, before, cancellationToken).ConfigureAwait(false);
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

    private async Task CreateAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        var options = new CreateDeploymentOptions { SaveIntent = CheckAndSaveAsync };
        Deployment created = await Clients.Deployments.CreateAsync(intent, options, cancellationToken).ConfigureAwait(false);
        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRollbackDeploying, DeploymentId = created.Id }, cancellationToken).ConfigureAwait(false);
        await WaitForRollbackAsync(created.Id, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckAndSaveAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        await ListAsync(cancellationToken).ConfigureAwait(false);
        await SaveAsync(intent, cancellationToken).ConfigureAwait(false);
    }

    private Task SaveAsync(DeploymentIntent intent, CancellationToken cancellationToken) =>
        StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRollbackPrepared, Intent = intent }, cancellationToken);

    private async Task WaitForRollbackAsync(long deploymentId, CancellationToken cancellationToken)
    {
        Deployment completed = await WaitAsync(deploymentId, cancellationToken).ConfigureAwait(false);
        completed.EnsureSucceeded();
    }

    /// <summary>The app is left as it is. The message is the reason.</summary>
    private sealed class LeftException(string message) : Exception(message);
}
