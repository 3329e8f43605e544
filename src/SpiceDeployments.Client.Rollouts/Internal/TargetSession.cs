namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>What the deployment and the rollback of an app share: its clients, its events, and the delays after conflicts.</summary>
internal abstract class TargetSession(int index, RolloutJournal journal, RolloutContext context, ConflictDelays conflicts)
{
    private static readonly TimeSpan DefaultRateLimitDelay = TimeSpan.FromMinutes(1);

    protected RolloutTargetState State => Journal.State.TargetList[index];

    protected RolloutTarget Target => State.Target;

    protected RolloutJournal Journal => journal;

    /// <summary>Whether nothing else of the rollout is in flight.</summary>
    protected bool IsAlone => Journal.State.TargetList.All(other => other == State || !(other.IsInFlight || other.IsRollbackDeploying));

    protected SpiceClients Clients { get; } = context.GetClients(journal.State.TargetList[index].Target.Organization);

    /// <summary>Runs the app from its stored status to its outcome. Returns when to try it again, or <c>null</c> if it has one.</summary>
    public abstract Task<NextAttempt?> RunAsync(CancellationToken cancellationToken);

    /// <summary>Stores an event of the app.</summary>
    protected Task StoreAsync(RolloutEvent next, CancellationToken cancellationToken) => TryStoreAsync(static _ => true, next, cancellationToken);

    /// <summary>Stores an event of the app, if the rollout permits it. Returns whether it does.</summary>
    protected async Task<bool> TryStoreAsync(Func<Rollout, bool> isPermitted, RolloutEvent next, CancellationToken cancellationToken) =>
        await Journal.AppendAsync(rollout => isPermitted(rollout) ? next with { Target = index } : null, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Lists as many deployments of the app as the service returns, newest first.</summary>
    protected Task<IReadOnlyList<Deployment>> ListDeploymentsAsync(CancellationToken cancellationToken) =>
        Clients.Deployments.ListAsync(Target.AppId, new ListDeploymentsOptions { Limit = 100 }, cancellationToken);

    /// <summary>Whether a deployment has the key of an intent in its commit message.</summary>
    protected static bool IsMarked(Deployment deployment, DeploymentIntent? intent) =>
        intent is not null && deployment.CommitMessage?.Contains(intent.Key.ToString(), StringComparison.OrdinalIgnoreCase) is true;

    protected async Task<Deployment> WaitAsync(long deploymentId, CancellationToken cancellationToken)
    {
        PollingOptions polling = Journal.State.Request.Deploy?.Polling ?? new PollingOptions();
        TimeSpan remaining = polling.Timeout - (context.TimeProvider.GetUtcNow() - State.DeployingSince);
        TimeSpan timeout = remaining > polling.Timeout ? polling.Timeout : remaining; // The clock may have been set back.
        return await Clients.Deployments.WaitForCompletionAsync(
            Target.AppId, deploymentId, polling with { Timeout = timeout > polling.InitialDelay ? timeout : polling.InitialDelay }, progress: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns when to try again after an exception that is not about the app, and after which nothing was created. Otherwise returns <c>null</c>.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isAlone">Whether no other app of the rollout was in flight.</param>
    protected NextAttempt? FindNextAttempt(Exception exception, bool isAlone) => exception switch
    {
        SpiceRateLimitException limit => conflicts.NextOfAccount(isAlone, NextAttemptCause.RateLimit, limit.RetryAfter ?? DefaultRateLimitDelay),
        DeploymentConflictException { ActiveDeployment: null } => conflicts.NextOfAccount(isAlone, NextAttemptCause.AccountFull),
        DeploymentConflictException or DeploymentIntentExpiredException => conflicts.NextOfApp(index),
        SpiceForbiddenException { ErrorCode: "plan_limit" } when context.Turns is null => conflicts.NextOfPlanLimit(index, isAlone),
        SpiceForbiddenException { ErrorCode: "plan_limit" } => conflicts.NextOfApp(index), // A rollout of another process may use the account.
        _ => null,
    };

    /// <summary>Whether the service rejects the credentials, so that no other app can be deployed either.</summary>
    protected static bool IsAboutCredentials(Exception? exception) =>
        exception is SpiceAuthenticationException or SpiceForbiddenException { RequiredScope: not null } || (exception is DeploymentOutcomeUnknownException && IsAboutCredentials(exception.InnerException));

    /// <summary>Whether an exception is an outcome of the app. A rollout that is canceled, or whose journal is not available, stores nothing.</summary>
    protected static bool IsOutcome(Exception exception, CancellationToken cancellationToken) =>
        exception is not (RolloutException or ObjectDisposedException) && !cancellationToken.IsCancellationRequested;
}
