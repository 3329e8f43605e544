namespace SpiceDeployments.Client;

/// <summary>Reads and configures the apps of an organization on Spice.ai Cloud. <see cref="DeploymentsClient"/> implements this interface and <see cref="IDeploymentsClient"/>.</summary>
/// <remarks>
/// <para>
/// A method throws a <see cref="SpiceApiException"/> if a call to the API fails: <see cref="SpiceAuthenticationException"/> for 401,
/// <see cref="SpiceForbiddenException"/> for 403, <see cref="AppNotFoundException"/> for 404, <see cref="SpiceRateLimitException"/> for 429;
/// and an <see cref="AppUpdateException"/> if the outcome of an update is not certain. Every exception of this library derives from
/// <see cref="SpiceException"/>. An <see cref="OperationCanceledException"/> is thrown only if the caller's own token is canceled, and an <see cref="ArgumentException"/> before anything is
/// sent. The scopes are <c>apps:read</c> and <c>apps:write</c>.
/// </para>
/// <para>Instances are safe for concurrent use. Members are added to this interface in minor versions.</para>
/// </remarks>
public interface IAppsClient
{
    /// <summary>Lists the apps of the organization, without their configurations.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The apps, in the order of the service. Empty if there are none.</returns>
    /// <exception cref="SpiceApiException">The call failed.</exception>
    Task<IReadOnlyList<App>> ListAppsAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets an app with its configuration.</summary>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The app.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> is not valid.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">The call failed.</exception>
    Task<App> GetAppAsync(long appId, CancellationToken cancellationToken = default);

    /// <summary>Finds an app by its name. Names are unique in an organization without regard to case.</summary>
    /// <param name="name">The name. White space around it is ignored.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The app as the list shows it, without its configuration.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is <c>null</c> or blank.</exception>
    /// <exception cref="AppNotFoundException">The organization, which the message names, has no app of this name that the credentials can access.</exception>
    /// <exception cref="SpiceApiException">The call failed.</exception>
    Task<App> FindAppAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Changes values of an app. Deploys nothing: the next deployment uses the new values.</summary>
    /// <remarks>
    /// The app is read before the update. If the response to the update is lost, the app is read again: if the app has the values that were sent, it is
    /// returned; if it has those from before, the update is sent again, up to three times in all. If the app shows a change by someone else at that time,
    /// the update is not sent again.
    /// </remarks>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="request">The values to change.</param>
    /// <param name="cancellationToken">Cancels the call. If the request is in flight, whether the update is applied is unknown, as the message of the exception says.</param>
    /// <returns>The app after the update.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> or <paramref name="request"/> is not valid, or the request changes nothing.</exception>
    /// <exception cref="AppUpdateException">A response was lost. <see cref="AppUpdateException.Outcome"/> says what the app shows.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">The call failed, and the update was not applied.</exception>
    Task<App> UpdateAppAsync(long appId, UpdateAppRequest request, CancellationToken cancellationToken = default);

    /// <summary>Pauses an app: it serves no requests and cannot be deployed until it is resumed. Its values can be changed meanwhile.</summary>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="cancellationToken">Cancels the call. If the request is in flight, whether the app is paused is unknown.</param>
    /// <returns>A task that completes when the service has accepted the request.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> is not valid.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">The call failed. If the response was lost, the message says that the app may be paused.</exception>
    Task PauseAppAsync(long appId, CancellationToken cancellationToken = default);

    /// <summary>Resumes a paused app. The service starts a deployment.</summary>
    /// <param name="appId">The id of the app, greater than 0.</param>
    /// <param name="cancellationToken">Cancels the call. If the request is in flight, whether the app is resumed is unknown.</param>
    /// <returns>The id of the deployment, if the service named one. Wait for the deployment to learn its outcome.</returns>
    /// <exception cref="ArgumentException"><paramref name="appId"/> is not valid.</exception>
    /// <exception cref="AppNotFoundException">The app does not exist, or the credentials cannot access the app.</exception>
    /// <exception cref="SpiceApiException">The call failed. If the response was lost, the message says that a deployment may have been started.</exception>
    Task<ResumedApp> ResumeAppAsync(long appId, CancellationToken cancellationToken = default);
}
