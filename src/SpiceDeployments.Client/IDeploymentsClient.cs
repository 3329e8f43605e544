namespace SpiceDeployments.Client;

/// <summary>Creates, lists and waits for the deployments of apps on Spice.ai Cloud.</summary>
/// <remarks>
/// <para>
/// Every method throws a <see cref="SpiceApiException"/> if a call to the API fails: <see cref="SpiceAuthenticationException"/> for 401,
/// <see cref="SpiceForbiddenException"/> for 403, <see cref="AppNotFoundException"/> for 404, <see cref="SpiceRateLimitException"/> for 429. Every
/// exception of this library derives from <see cref="SpiceException"/>. An <see cref="OperationCanceledException"/> is thrown only if the
/// caller's own token is canceled, and an <see cref="ArgumentException"/> before anything is sent.
/// </para>
/// <para>Instances are safe for concurrent use. Members are added to this interface in minor versions.</para>
/// </remarks>
public interface IDeploymentsClient
{
    /// <summary>Lists the deployments of an app, newest first.</summary>
    /// <remarks>A deployment whose status is <c>created</c> is <see cref="DeploymentStatus.Superseded"/> if the list contains one with a higher id that was not created earlier.</remarks>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="options">Which deployments to list. If <c>null</c>, the newest 20.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deployments. Empty if there are none.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> or <paramref name="options"/> is not valid.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">The call failed.</exception>
    Task<IReadOnlyList<Deployment>> ListAsync(long appId, ListDeploymentsOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gets one deployment.</summary>
    /// <remarks>
    /// Servers from before September 2026 do not support this operation; the client then searches the newest 100 deployments. If the status is
    /// <c>created</c>, the client also lists the app's deployments to determine whether the deployment is <see cref="DeploymentStatus.Superseded"/>.
    /// </remarks>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="deploymentId">The id of the deployment, greater than 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The deployment.</returns>
    /// <exception cref="ArgumentException">An id is not valid.</exception>
    /// <exception cref="DeploymentNotFoundException">The app does not have the deployment.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">The call failed.</exception>
    Task<Deployment> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken = default);

    /// <summary>Creates one deployment and returns while the deployment is still queued.</summary>
    /// <remarks>
    /// <para>
    /// A request that the service did not process is sent again, up to three times in all. If a response is lost, the client checks the app's
    /// list immediately and after 1, 2, 4 and 8 seconds. A deployment that the request created is returned with the status that the list shows; if
    /// the list shows that none was created, the request is sent again. If the list shows deployments that the request may have created, such
    /// as one with a commit although none was sent, the outcome is unknown. The list does not distinguish equal requests that several callers
    /// send within the same second.
    /// </para>
    /// <para>A message handler of the program that sends the request, or a copy of the request, again receives an <see cref="HttpRequestException"/>.</para>
    /// </remarks>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="request">What to deploy. If <c>null</c>, the app's own settings apply.</param>
    /// <param name="options">How to handle a conflict. If <c>null</c>, a conflict is thrown immediately.</param>
    /// <param name="cancellationToken">Cancels the call. If the request is in flight, whether a deployment is created is unknown, as the message of the exception says.</param>
    /// <returns>The new deployment. The service may omit most of its fields here.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/>, <paramref name="request"/> or <paramref name="options"/> is not valid.</exception>
    /// <exception cref="DeploymentConflictException">
    /// Another deployment of the app is active; with <see cref="ConflictBehavior.WaitAndRetry"/>, for the whole conflict timeout. Nothing was created.
    /// </exception>
    /// <exception cref="DeploymentOutcomeUnknownException">A response was lost, and whether a deployment was created is unknown.</exception>
    /// <exception cref="SpiceApiException">The call failed, and nothing was created. If a response was lost, that is what the app's list shows.</exception>
    Task<Deployment> CreateAsync(
        long appId,
        CreateDeploymentRequest? request = null,
        CreateDeploymentOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Prepares a create that survives the death of the process. Creates nothing: the app's deployments are listed once.</summary>
    /// <remarks>
    /// Store the intent, and then pass this instance to <see cref="CreateAsync(DeploymentIntent, CreateDeploymentOptions?, CancellationToken)"/> or
    /// <see cref="DeployAsync(DeploymentIntent, DeployOptions?, IProgress{DeploymentProgress}?, CancellationToken)"/> within 30 seconds. After that the
    /// request is sent only if <c>SaveIntent</c> stores the intent again.
    /// </remarks>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="request">What to deploy. If <c>null</c>, the app's own settings apply.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The intent, which must be stored before it is used.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> or <paramref name="request"/> is not valid.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">The call failed.</exception>
    Task<DeploymentIntent> PrepareAsync(long appId, CreateDeploymentRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Creates the deployment of an intent, or returns the one that the intent has created before, in this process or another.</summary>
    /// <remarks>
    /// <para>
    /// The instance that <see cref="PrepareAsync"/> returned is sent at once, the first time. Otherwise the client resumes the intent: it lists the
    /// app until the list shows a deployment with the key of the intent, or until no earlier request can create one any more (75 seconds after
    /// the preparation, by the service's clock). Only then the client prepares the intent again, stores it with
    /// <see cref="CreateDeploymentOptions.SaveIntent"/>, and sends the request. A response that is lost is handled in the same way.
    /// </para>
    /// <para>
    /// If the service does not return the key, such as for an app that is connected to GitHub, a deployment since the preparation that has the
    /// values of the request, and is the only one, is the deployment of the intent.
    /// </para>
    /// <para>
    /// An intent creates one deployment, unless a request reaches the service later than 75 seconds after the preparation. A call with the
    /// intent that lists both deployments logs them (message 16), and returns the newer one.
    /// </para>
    /// </remarks>
    /// <param name="intent">The intent, which must be stored already.</param>
    /// <param name="options">How to handle a conflict, and how to store the intent again. If <c>null</c>, a conflict is thrown immediately.</param>
    /// <param name="cancellationToken">Cancels the call. Call again with the intent to learn whether a deployment was created.</param>
    /// <returns>The deployment.</returns>
    /// <exception cref="ArgumentException"><paramref name="intent"/> or <paramref name="options"/> is not valid.</exception>
    /// <exception cref="DeploymentIntentExpiredException">
    /// The request would have to be sent later than 30 seconds after the preparation, and there is no <see cref="CreateDeploymentOptions.SaveIntent"/>.
    /// Nothing was created.
    /// </exception>
    /// <exception cref="DeploymentConflictException">
    /// Another deployment of the app is active; with <see cref="ConflictBehavior.WaitAndRetry"/>, for the whole conflict timeout. Nothing was created.
    /// </exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The app's list does not show whether a request created a deployment.</exception>
    /// <exception cref="SpiceApiException">The call failed, and nothing was created.</exception>
    Task<Deployment> CreateAsync(DeploymentIntent intent, CreateDeploymentOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Waits until a deployment has completed. The first poll is made immediately.</summary>
    /// <remarks>The two ids are all that is needed, so that another process can resume the wait.</remarks>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="deploymentId">The id of the deployment, greater than 0.</param>
    /// <param name="polling">How to poll. If <c>null</c>, <see cref="DeploymentsClientOptions.Polling"/> applies.</param>
    /// <param name="progress">Receives a report after each poll, or <c>null</c> to report no progress. An exception that it throws is logged and does not affect the wait.</param>
    /// <param name="cancellationToken">Cancels the wait. The deployment continues.</param>
    /// <returns>The completed deployment: succeeded, failed or superseded.</returns>
    /// <exception cref="ArgumentException">An id or <paramref name="polling"/> is not valid.</exception>
    /// <exception cref="DeploymentTimeoutException">The timeout elapsed before the deployment completed. The deployment continues and may still succeed.</exception>
    /// <exception cref="DeploymentNotFoundException">The app does not have the deployment, and did not list it within 15 seconds or a shorter timeout.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">
    /// The service rejected a poll with an error that waiting does not change, such as 401 or 403; or the service never responded, and three polls
    /// in a row failed for a cause that usually persists, such as an unknown host, an untrusted certificate or no access token.
    /// </exception>
    Task<Deployment> WaitForCompletionAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Waits as <see cref="WaitForCompletionAsync"/> does, and returns the deployment each time a poll detects a change.</summary>
    /// <remarks>The client polls on schedule, however slowly the sequence is read. If there are several changes before the next read, the latest is returned.</remarks>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="deploymentId">The id of the deployment, greater than 0.</param>
    /// <param name="polling">How to poll. If <c>null</c>, <see cref="DeploymentsClientOptions.Polling"/> applies.</param>
    /// <param name="cancellationToken">Cancels the wait. The deployment continues.</param>
    /// <returns>The deployment as the first poll returned it, and again after a change of a field. The sequence ends with the completed deployment.</returns>
    /// <exception cref="ArgumentException">An id or <paramref name="polling"/> is not valid. Thrown by the call itself.</exception>
    /// <exception cref="DeploymentTimeoutException">The timeout elapsed before the deployment completed. The deployment continues and may still succeed.</exception>
    /// <exception cref="DeploymentNotFoundException">The app does not have the deployment, and did not list it within 15 seconds or a shorter timeout.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">
    /// The service rejected a poll with an error that waiting does not change, such as 401 or 403; or the service never responded, and three polls
    /// in a row failed for a cause that usually persists, such as an unknown host, an untrusted certificate or no access token.
    /// </exception>
    IAsyncEnumerable<Deployment> WatchAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        CancellationToken cancellationToken = default);

    /// <summary>Creates a deployment, waits until the deployment has completed, and returns it if it succeeded.</summary>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="request">What to deploy. If <c>null</c>, the app's own settings apply.</param>
    /// <param name="options">How to handle a conflict and how to poll. If <c>null</c>, the client's defaults apply.</param>
    /// <param name="progress">
    /// Receives a report of each step: before each check of a conflict, before the create request is sent again, when the deployment is created,
    /// after each poll. If <c>null</c>, no progress is reported. An exception that it throws is logged and does not affect the deploy.
    /// </param>
    /// <param name="cancellationToken">
    /// Cancels the wait; the deployment continues, and the message of the <see cref="OperationCanceledException"/> and the entries "AppId" and
    /// "DeploymentId" of its <see cref="Exception.Data"/> name it. If the create request is in flight, whether a deployment is created is unknown.
    /// </param>
    /// <returns>The deployment, which succeeded.</returns>
    /// <exception cref="ArgumentException">An argument is not valid.</exception>
    /// <exception cref="DeploymentConflictException">
    /// Another deployment of the app is active; with <see cref="ConflictBehavior.WaitAndRetry"/>, for the whole conflict timeout. Nothing was created.
    /// </exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The response to the create was lost, and whether a deployment was created is unknown.</exception>
    /// <exception cref="DeploymentFailedException">The deployment failed.</exception>
    /// <exception cref="DeploymentSupersededException">A newer deployment replaced this one.</exception>
    /// <exception cref="DeploymentTimeoutException">The timeout elapsed before the deployment completed. The deployment continues and may still succeed.</exception>
    /// <exception cref="SpiceApiException">
    /// The service rejected the create, and nothing was created; or the service rejected a poll, and the deployment continues:
    /// <see cref="SpiceException.DeploymentId"/> is its id.
    /// </exception>
    Task<Deployment> DeployAsync(
        long appId,
        CreateDeploymentRequest? request = null,
        DeployOptions? options = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>Creates the deployment of an intent, or finds the one that the intent has created before, and waits as the other overload does.</summary>
    /// <remarks>The create is that of <see cref="CreateAsync(DeploymentIntent, CreateDeploymentOptions?, CancellationToken)"/>.</remarks>
    /// <param name="intent">The intent, which must be stored already.</param>
    /// <param name="options">How to handle a conflict, how to poll, and how to store the intent again. If <c>null</c>, the client's defaults apply.</param>
    /// <param name="progress">Receives a report for each delay, when the deployment is created and after each poll, or <c>null</c> to report no progress.</param>
    /// <param name="cancellationToken">Cancels the call; a deployment that was created continues. Call again with the intent to resume.</param>
    /// <returns>The deployment, which succeeded.</returns>
    /// <exception cref="ArgumentException"><paramref name="intent"/> or <paramref name="options"/> is not valid.</exception>
    /// <exception cref="DeploymentIntentExpiredException">
    /// The request would have to be sent later than 30 seconds after the preparation, and there is no <see cref="DeployOptions.SaveIntent"/>.
    /// Nothing was created.
    /// </exception>
    /// <exception cref="DeploymentConflictException">
    /// Another deployment of the app is active; with <see cref="ConflictBehavior.WaitAndRetry"/>, for the whole conflict timeout. Nothing was created.
    /// </exception>
    /// <exception cref="DeploymentOutcomeUnknownException">The app's list does not show whether a request created a deployment.</exception>
    /// <exception cref="DeploymentFailedException">The deployment failed.</exception>
    /// <exception cref="DeploymentSupersededException">A newer deployment replaced this one.</exception>
    /// <exception cref="DeploymentTimeoutException">The timeout elapsed before the deployment completed. The deployment continues and may still succeed.</exception>
    /// <exception cref="SpiceApiException">The service rejected the create, and nothing was created; or the service rejected a poll, and the deployment continues.</exception>
    Task<Deployment> DeployAsync(
        DeploymentIntent intent,
        DeployOptions? options = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default);
}
