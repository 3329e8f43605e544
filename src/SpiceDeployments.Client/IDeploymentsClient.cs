namespace SpiceDeployments.Client;

/// <summary>The deployments of apps on Spice.ai Cloud.</summary>
/// <remarks>
/// <para>
/// Every method throws <see cref="SpiceApiException"/> when a call fails (<see cref="SpiceAuthenticationException"/> for 401,
/// <see cref="SpiceForbiddenException"/> for 403, <see cref="SpiceRateLimitException"/> for 429), <see cref="OperationCanceledException"/>
/// only when the caller's own token is cancelled, and <see cref="ArgumentException"/> before anything is sent.
/// </para>
/// <para>Instances are safe for concurrent use.</para>
/// </remarks>
public interface IDeploymentsClient
{
    /// <summary>Lists the deployments of an app, newest first.</summary>
    /// <param name="appId">The id of the app, more than zero.</param>
    /// <param name="query">Which ones. Null: the service's default, the newest 20.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deployments; empty when there are none.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> or <paramref name="query"/> is not valid.</exception>
    /// <exception cref="SpiceApiException">The call failed; <see cref="SpiceApiException.StatusCode"/> is 404 when there is no such app.</exception>
    Task<IReadOnlyList<Deployment>> ListAsync(long appId, ListDeploymentsOptions? query = null, CancellationToken cancellationToken = default);

    /// <summary>Gets one deployment as it is now. Servers from before September 2026 cannot do that: there it is looked up in the newest 100.</summary>
    /// <param name="appId">The id of the app, more than zero.</param>
    /// <param name="deploymentId">The id of the deployment, more than zero.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deployment. <see cref="DeploymentStatus.Created"/> stays as it is: only waiting tells whether it means superseded.</returns>
    /// <exception cref="ArgumentException">An id is not valid.</exception>
    /// <exception cref="DeploymentNotFoundException">The app has no such deployment.</exception>
    /// <exception cref="SpiceApiException">The call failed; <see cref="SpiceApiException.StatusCode"/> is 404 when there is no such app.</exception>
    Task<Deployment> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken = default);

    /// <summary>Creates one deployment and returns while it is still queued.</summary>
    /// <remarks>
    /// A request that was certainly not processed is sent again, and so is one whose answer was lost when the app's list shows, at once and
    /// after 1, 2 and 4 seconds, that it made nothing; three times at most. What it made is returned as if the answer had come. Equal
    /// requests that several callers send within the same second cannot be told apart by that list. A message handler of the program that sends
    /// the request again, or a copy of it, is stopped with an <see cref="HttpRequestException"/>.
    /// </remarks>
    /// <param name="appId">The id of the app, more than zero.</param>
    /// <param name="request">What to deploy. Null: what the app's own settings say.</param>
    /// <param name="cancellationToken">Cancels the call. Cancelled while the request is under way, it leaves open whether a deployment was made.</param>
    /// <returns>The new deployment; the service may leave out most of its fields here.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> or <paramref name="request"/> is not valid.</exception>
    /// <exception cref="DeploymentConflictException">Another deployment of the app is in the way. Nothing was created.</exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The answer was lost, and whether a deployment was made cannot be told.</exception>
    /// <exception cref="SpiceApiException">The call failed. Nothing was created; where an answer was lost, this is what the app's list shows.</exception>
    Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Waits until a deployment has ended: it polls at once, and then with growing delays. The two ids are all it needs, so a wait can be
    /// resumed in another process.
    /// </summary>
    /// <param name="appId">The id of the app, more than zero.</param>
    /// <param name="deploymentId">The id of the deployment, more than zero.</param>
    /// <param name="polling">How to wait. Null: <see cref="DeploymentsClientOptions.Polling"/>.</param>
    /// <param name="progress">Told after every poll. Null: nobody is.</param>
    /// <param name="cancellationToken">Ends the wait; the deployment goes on.</param>
    /// <returns>The deployment as it ended: succeeded, failed or superseded.</returns>
    /// <exception cref="ArgumentException">An id or <paramref name="polling"/> is not valid.</exception>
    /// <exception cref="DeploymentTimeoutException">The time was up before the deployment ended. It may still succeed.</exception>
    /// <exception cref="DeploymentNotFoundException">The app has no such deployment, and none appeared within 15 seconds, or before a shorter timeout.</exception>
    /// <exception cref="SpiceApiException">A poll was refused: 401, 403, 404 for the app, or another answer that waiting does not change.</exception>
    Task<Deployment> WaitForCompletionAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Waits as <see cref="WaitForCompletionAsync"/> does, and yields the deployment each time that it has changed.</summary>
    /// <param name="appId">The id of the app, more than zero.</param>
    /// <param name="deploymentId">The id of the deployment, more than zero.</param>
    /// <param name="polling">How to wait. Null: <see cref="DeploymentsClientOptions.Polling"/>.</param>
    /// <param name="cancellationToken">Ends the wait; the deployment goes on.</param>
    /// <returns>The deployment as it was first seen, and each time that a poll sees a change of any field. The sequence ends with the deployment.</returns>
    /// <exception cref="ArgumentException">An id or <paramref name="polling"/> is not valid; thrown by the call itself.</exception>
    /// <exception cref="DeploymentTimeoutException">The time was up before the deployment ended. It may still succeed.</exception>
    /// <exception cref="DeploymentNotFoundException">The app has no such deployment, and none appeared within 15 seconds, or before a shorter timeout.</exception>
    /// <exception cref="SpiceApiException">A poll was refused: 401, 403, 404 for the app, or another answer that waiting does not change.</exception>
    IAsyncEnumerable<Deployment> WatchAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        CancellationToken cancellationToken = default);

    /// <summary>Creates a deployment, waits until it has ended, and returns it if it succeeded.</summary>
    /// <param name="appId">The id of the app, more than zero.</param>
    /// <param name="request">What to deploy. Null: what the app's own settings say.</param>
    /// <param name="options">How to handle conflicts and how to wait. Null: the client's defaults.</param>
    /// <param name="progress">Told of the new deployment and after every poll of it. Null: nobody is.</param>
    /// <param name="cancellationToken">
    /// Ends the wait; the deployment goes on. Cancelled while the create is under way, it leaves open whether a deployment was made.
    /// </param>
    /// <returns>The deployment, succeeded.</returns>
    /// <exception cref="ArgumentException">An argument is not valid.</exception>
    /// <exception cref="DeploymentConflictException">
    /// Another deployment was in the way: at once with <see cref="ConflictBehavior.Throw"/>, else for all of the conflict timeout. Nothing was created.
    /// </exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The answer to the create was lost, and whether a deployment was made cannot be told.</exception>
    /// <exception cref="DeploymentFailedException">The deployment failed.</exception>
    /// <exception cref="DeploymentSupersededException">A newer deployment replaced it.</exception>
    /// <exception cref="DeploymentTimeoutException">The time was up before the deployment ended. It may still succeed.</exception>
    /// <exception cref="SpiceApiException">The create was refused, and nothing was created; or a poll was refused, and the deployment goes on.</exception>
    Task<Deployment> DeployAsync(
        long appId,
        CreateDeploymentRequest? request = null,
        DeployOptions? options = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default);
}
