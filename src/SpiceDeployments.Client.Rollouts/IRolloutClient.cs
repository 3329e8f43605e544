namespace SpiceDeployments.Client.Rollouts;

/// <summary>Rolls out one change to one or many apps.</summary>
/// <remarks>
/// <para>
/// Every event of a rollout is stored before its effect. If the process dies, another process with the same store continues the rollout: with
/// <see cref="ResumeAsync"/>, with <see cref="StartAsync"/> and the same request, or when its host starts. No app gets a second deployment, with the exception
/// that <see cref="IDeploymentsClient.CreateAsync(DeploymentIntent, CreateDeploymentOptions?, CancellationToken)"/> describes. An app is judged only by the
/// deployment that the rollout has created.
/// </para>
/// <para>
/// One rollout of an organization is in progress in a process; others are <see cref="RolloutStatus.Pending"/>. The service cannot cancel a deployment: a rollout
/// that is paused or stopped starts no further app, and deployments in flight, whose intent is stored, continue.
/// </para>
/// <para>
/// Each method throws what the <see cref="IRolloutStore"/> throws if it is not available. A rollout in progress waits until the store is available again, because
/// nothing may happen that is not stored. If several processes can write the store, the process that starts, resumes, retries or rolls back a rollout takes it over: in the process before, the
/// rollout ends with a <see cref="RolloutStoreConflictException"/>. A <see cref="FileRolloutStore"/> refuses every
/// change by a second process instead, with a <see cref="RolloutStoreConflictException"/>. Instances are safe for concurrent use. Members
/// are added to this interface in minor versions.
/// </para>
/// </remarks>
public interface IRolloutClient
{
    /// <summary>Returns the waves as they would run. Sends and stores nothing.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The waves.</returns>
    /// <exception cref="ArgumentException">The request is not valid, or names an organization or a gate that is not registered.</exception>
    RolloutPlan Plan(RolloutRequest request);

    /// <summary>Starts a rollout, or returns the one with the id. If that has not completed and does not run, it continues in this process.</summary>
    /// <param name="rolloutId">The id: up to 100 letters of ASCII, digits, '-', '_' and '.', not beginning or ending with '.'. Choose one that a second call of the same job repeats, such as the number of the build.</param>
    /// <param name="request">The request. It is stored.</param>
    /// <param name="cancellationToken">Cancels the call, not the rollout.</param>
    /// <returns>The rollout as it is now.</returns>
    /// <exception cref="ArgumentException">The id or the request is not valid.</exception>
    /// <exception cref="RolloutException">A rollout with the id has another request.</exception>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout, and the store permits only one.</exception>
    Task<Rollout> StartAsync(string rolloutId, RolloutRequest request, CancellationToken cancellationToken = default);

    /// <summary>Returns a rollout as it is now, also one that another process runs.</summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The rollout.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The journal is damaged.</exception>
    Task<Rollout> GetAsync(string rolloutId, CancellationToken cancellationToken = default);

    /// <summary>Returns the events of a rollout from its beginning, and further events as they are stored, until the rollout has completed.</summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="cancellationToken">Ends the sequence. The rollout continues.</param>
    /// <returns>The events.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The rollout has not completed, and does not run in this process, or does not any more.</exception>
    IAsyncEnumerable<RolloutEvent> WatchAsync(string rolloutId, CancellationToken cancellationToken = default);

    /// <summary>Waits until a rollout has completed. A paused rollout is waited for until a caller resumes it.</summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="progress">Receives a report now and after each event, or <c>null</c> to report no progress. An exception that it throws is logged and affects neither the wait nor the rollout.</param>
    /// <param name="cancellationToken">Cancels the wait. The rollout continues.</param>
    /// <returns>The rollout, which has completed, with or without success: see <see cref="Rollout.EnsureSucceeded"/>.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The rollout has not completed, and does not run in this process, or does not any more: <see cref="Exception.InnerException"/> is the cause. On a cluster, the message has the cause.</exception>
    Task<Rollout> WaitForCompletionAsync(string rolloutId, IProgress<RolloutProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Starts no further app, and no rollback after a failure, until <see cref="ResumeAsync"/>. Nothing changes if the rollout is paused already. If another process runs the rollout, and the store permits several processes, that process observes the pause before it starts the next app.</summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the pause is stored.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The rollout has completed, is stopping, or is rolling back.</exception>
    Task PauseAsync(string rolloutId, CancellationToken cancellationToken = default);

    /// <summary>Continues a rollout in this process: one that is paused, or whose process has ended.</summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="cancellationToken">Cancels the call, not the rollout.</param>
    /// <returns>A task that completes when the rollout runs.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The rollout has completed.</exception>
    /// <exception cref="RolloutStoreConflictException">Another process runs the rollout, and the store permits only one.</exception>
    Task ResumeAsync(string rolloutId, CancellationToken cancellationToken = default);

    /// <summary>Starts no further app. When the deployments in flight have completed, the rollout is <see cref="RolloutStatus.Stopped"/>. Nothing changes if it is stopping or stopped already.</summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="reason">The reason, for the report. Default <c>null</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the stop is stored. If the rollout does not run in any process, <see cref="ResumeAsync"/> completes it.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The rollout has completed otherwise, or is rolling back.</exception>
    Task StopAsync(string rolloutId, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tries the apps again that have not succeeded, as a new attempt of the same rollout. For an app whose outcome is unknown, the intent is resumed; a
    /// deployment that timed out is polled again; an app that someone else has deployed is left alone. If the rollout is pending or in progress, only runs it in this process.
    /// </summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="cancellationToken">Cancels the call, not the rollout.</param>
    /// <returns>The rollout, which runs in this process.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The rollout is paused, stopping or rolling back, or was rolled back.</exception>
    Task<Rollout> RetryFailedAsync(string rolloutId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts every app back that the rollout has changed, newest first: its values, and then, if the rollout has deployed the app, a deployment with the values
    /// of the last successful deployment before. What someone else has changed since is reported and left alone. Called again, tries those that were left.
    /// </summary>
    /// <param name="rolloutId">The id.</param>
    /// <param name="cancellationToken">Cancels the call, not the rollback.</param>
    /// <returns>The rollout, whose rollback runs in this process, after the deployments in flight have completed.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="RolloutNotFoundException">The store has no rollout with the id.</exception>
    /// <exception cref="RolloutException">The rollout was rolled back already. If the credentials are rejected during the rollback, the run ends, and <see cref="ResumeAsync"/> continues it.</exception>
    Task<Rollout> RollBackAsync(string rolloutId, CancellationToken cancellationToken = default);
}
