namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Changes an app, deploys it and waits. Each step is stored before its effect, so that another process can continue after any of them.</summary>
internal sealed class TargetDeployment(int index, RolloutJournal journal, RolloutContext context, ConflictDelays conflicts)
    : TargetSession(index, journal, context, conflicts)
{
    private static readonly NextAttempt NotPermitted = new(TimeSpan.Zero, NextAttemptCause.NotPermitted);

    public override Task<NextAttempt?> RunAsync(CancellationToken cancellationToken) => State switch
    {
        { Status: RolloutTargetStatus.Deploying, DeploymentId: { } id } => WaitForOutcomeAsync(id, cancellationToken),
        { Status: RolloutTargetStatus.Prepared, Intent: { } intent } => CreateAsync(intent, cancellationToken),
        { IsTimedOut: true, DeploymentId: { } id } => PollAgainAsync(id, cancellationToken),
        _ => StartAsync(cancellationToken),
    };

    private static bool CanStart(Rollout rollout) => rollout.CanStartTargets;

    private async Task<NextAttempt?> PollAgainAsync(long deploymentId, CancellationToken cancellationToken) =>
        await TryStoreAsync(CanStart, new RolloutEvent { Kind = RolloutEventKind.TargetDeploying, DeploymentId = deploymentId }, cancellationToken).ConfigureAwait(false)
            ? await WaitForOutcomeAsync(deploymentId, cancellationToken).ConfigureAwait(false)
            : NotPermitted;

    private async Task<NextAttempt?> StartAsync(CancellationToken cancellationToken)
    {
        if (State.Intent is { } unresolved)
        {
            // Of an earlier attempt, whose outcome is unknown. It is kept until it is resolved.
            return await TryStoreAsync(CanStart, Prepared(unresolved), cancellationToken).ConfigureAwait(false) ? await CreateAsync(unresolved, cancellationToken).ConfigureAwait(false) : NotPermitted;
        }

        DeploymentIntent intent;
        try
        {
            if (Target.Update is { } update && !await ConfigureAsync(update, cancellationToken).ConfigureAwait(false))
            {
                return await LeaveAsync(cancellationToken).ConfigureAwait(false);
            }

            if (Journal.State.Request.SkipIfCurrent && await FindCurrentAsync(cancellationToken).ConfigureAwait(false) is { } current)
            {
                await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetCurrent, Message = $"Deployment {current.Id} has the values already." }, cancellationToken).ConfigureAwait(false);
                return null;
            }

            intent = await Clients.Deployments.PrepareAsync(Target.AppId, Target.Request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOutcome(exception, cancellationToken))
        {
            // A limit of the plan is that of the values of the app here, not that of the active deployments.
            NextAttempt? next = exception is SpiceForbiddenException ? null : FindNextAttempt(exception, IsAlone);
            return await HandleAsync(exception, RolloutEventKind.TargetFailed, next, cancellationToken).ConfigureAwait(false);
        }

        return await TryStoreAsync(CanStart, Prepared(intent), cancellationToken).ConfigureAwait(false)
            ? await CreateAsync(intent, cancellationToken).ConfigureAwait(false)
            : await LeaveAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the app. The earlier values are stored first, so that a rollback can put them back. Returns <c>false</c> if the rollout does not permit the change.</summary>
    private async Task<bool> ConfigureAsync(UpdateAppRequest update, CancellationToken cancellationToken)
    {
        App app = await Clients.Apps.GetAppAsync(Target.AppId, cancellationToken).ConfigureAwait(false);
        var configuring = new RolloutEvent { Kind = RolloutEventKind.TargetConfiguring, Before = update.GetCurrentValues(app) };
        if (!await TryStoreAsync(CanStart, configuring, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        App updated = await Clients.Apps.UpdateAppAsync(Target.AppId, update, cancellationToken).ConfigureAwait(false);
        if (updated.Config is null)
        {
            updated = await Clients.Apps.GetAppAsync(Target.AppId, cancellationToken).ConfigureAwait(false); // The response to an update may omit the configuration.
        }

        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetConfigured, After = update.GetCurrentValues(updated) }, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Returns the newest deployment of the app, if it succeeded with the values of the request and the update has changed nothing.</summary>
    private async Task<Deployment?> FindCurrentAsync(CancellationToken cancellationToken)
    {
        // A value that the service does not return may have changed.
        if (State.Before != State.After || (Target.Update is { } update && update.FieldNames.Except(State.After!.FieldNames, StringComparer.Ordinal).Any()))
        {
            return null;
        }

        IReadOnlyList<Deployment> newest = await Clients.Deployments.ListAsync(Target.AppId, new ListDeploymentsOptions { Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return newest is [{ Status: DeploymentStatus.Succeeded } deployment] && HasValues(deployment, Target.Request) ? deployment : null;
    }

    private static bool HasValues(Deployment deployment, CreateDeploymentRequest request) =>
        IsEqual(request.ImageTag, deployment.ImageTag)
        && IsEqual(request.Channel, deployment.Channel)
        && IsEqual(request.Branch, deployment.Branch)
        && (request.Replicas is null || request.Replicas == deployment.Replicas)
        && (request.CommitSha is null || deployment.CommitSha?.StartsWith(request.CommitSha, StringComparison.OrdinalIgnoreCase) is true);

    private static bool IsEqual(string? requested, string? deployed) => requested is null || requested == deployed;

    private async Task<NextAttempt?> CreateAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        bool wasAlone = Journal.State.InFlightCount <= 1; // Not IsAlone, which searches all apps.
        Deployment created;
        try
        {
            created = await Clients.Deployments.CreateAsync(intent, new CreateDeploymentOptions { SaveIntent = SaveAsync }, cancellationToken).ConfigureAwait(false);
        }
        catch (NotPermittedException)
        {
            return await LeaveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOutcome(exception, cancellationToken))
        {
            // A rejection by the service says that nothing was created. An exception of the program, such as of a message handler, says nothing.
            bool isKnown = exception is SpiceException and not DeploymentOutcomeUnknownException;
            return await HandleAsync(exception, isKnown ? RolloutEventKind.TargetFailed : RolloutEventKind.TargetUnknown, FindNextAttempt(exception, wasAlone && IsAlone), cancellationToken).ConfigureAwait(false);
        }

        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetDeploying, DeploymentId = created.Id }, cancellationToken).ConfigureAwait(false);
        return await WaitForOutcomeAsync(created.Id, cancellationToken).ConfigureAwait(false);
    }

    private async Task SaveAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        if (!await TryStoreAsync(CanStart, Prepared(intent), cancellationToken).ConfigureAwait(false))
        {
            throw new NotPermittedException();
        }
    }

    /// <summary>The line contains the commit message of the request only, because the other values are those of the target.</summary>
    private static RolloutEvent Prepared(DeploymentIntent intent) => new()
    {
        Kind = RolloutEventKind.TargetPrepared,
        Intent = intent with { Request = new CreateDeploymentRequest { CommitMessage = intent.Request.CommitMessage } },
    };

    private async Task<NextAttempt?> WaitForOutcomeAsync(long deploymentId, CancellationToken cancellationToken)
    {
        Deployment completed;
        try
        {
            completed = await WaitAsync(deploymentId, cancellationToken).ConfigureAwait(false);
            if (completed.Status is DeploymentStatus.Superseded && await FindDuplicateAsync(deploymentId, cancellationToken).ConfigureAwait(false) is { } duplicate)
            {
                string message = $"Deployments {deploymentId} and {duplicate.Id} were created by the same intent: a request reached the service late.";
                await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetDeploying, DeploymentId = duplicate.Id, Message = message }, cancellationToken).ConfigureAwait(false);
                return await WaitForOutcomeAsync(duplicate.Id, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsOutcome(exception, cancellationToken))
        {
            await StopIfAboutCredentialsAsync(exception, cancellationToken).ConfigureAwait(false);
            await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetTimedOut, Message = exception.Message }, cancellationToken).ConfigureAwait(false);
            return null;
        }

        await StoreAsync(DescribeOutcome(completed), cancellationToken).ConfigureAwait(false);
        return null;
    }

    /// <summary>Returns a newer deployment that the intent has created, because a request reached the service late.</summary>
    private async Task<Deployment?> FindDuplicateAsync(long deploymentId, CancellationToken cancellationToken)
    {
        if (State.Intent is not { } intent)
        {
            return null;
        }

        IReadOnlyList<Deployment> newestFirst = await ListDeploymentsAsync(cancellationToken).ConfigureAwait(false);
        return newestFirst.FirstOrDefault(deployment => deployment.Id > deploymentId && IsMarked(deployment, intent));
    }

    /// <summary>Returns the event of a deployment that has completed.</summary>
    public static RolloutEvent DescribeOutcome(Deployment completed)
    {
        try
        {
            completed.EnsureSucceeded();
            return new RolloutEvent { Kind = RolloutEventKind.TargetSucceeded };
        }
        catch (DeploymentException exception)
        {
            return new RolloutEvent
            {
                Kind = exception is DeploymentSupersededException ? RolloutEventKind.TargetSuperseded : RolloutEventKind.TargetFailed,
                Message = exception.Message,
            };
        }
    }

    private async Task<NextAttempt?> HandleAsync(Exception exception, RolloutEventKind outcome, NextAttempt? next, CancellationToken cancellationToken)
    {
        if (await StopIfAboutCredentialsAsync(exception, cancellationToken).ConfigureAwait(false) && outcome is RolloutEventKind.TargetFailed)
        {
            return await RequeueAsync(NotPermitted, exception.Message, cancellationToken).ConfigureAwait(false);
        }

        if (next is not null)
        {
            return await RequeueAsync(next, exception.Message, cancellationToken).ConfigureAwait(false);
        }

        await StoreAsync(new RolloutEvent { Kind = outcome, Message = exception.Message }, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<bool> StopIfAboutCredentialsAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (!IsAboutCredentials(exception))
        {
            return false;
        }

        await Journal.AppendAsync(
            rollout => rollout.Status is RolloutStatus.InProgress or RolloutStatus.Paused ? new RolloutEvent { Kind = RolloutEventKind.StopRequested, Message = exception.Message, IsAccessDenied = true } : null,
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The rollout does not permit the app any more, and nothing was created.</summary>
    private Task<NextAttempt> LeaveAsync(CancellationToken cancellationToken) =>
        State.Status is RolloutTargetStatus.Pending ? Task.FromResult(NotPermitted) : RequeueAsync(NotPermitted, message: null, cancellationToken);

    /// <summary>Nothing was created. The next attempt prepares another intent.</summary>
    private async Task<NextAttempt> RequeueAsync(NextAttempt next, string? message, CancellationToken cancellationToken)
    {
        await StoreAsync(new RolloutEvent { Kind = RolloutEventKind.TargetRequeued, Message = message }, cancellationToken).ConfigureAwait(false);
        return next;
    }

    /// <summary>The rollout does not permit a create any more. Ends the create before anything is sent.</summary>
    private sealed class NotPermittedException : Exception;
}
