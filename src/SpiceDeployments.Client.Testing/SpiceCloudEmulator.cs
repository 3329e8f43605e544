using SpiceDeployments.Client.Testing.Internal.Server;
using SpiceDeployments.Client.Testing.Internal.Timeline;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// An in-process emulator of Spice.ai Cloud: an HTTP server, by default on loopback, that implements the apps and deployments API and keeps its state in memory.
/// </summary>
/// <remarks>Emulators are independent of each other, so parallel tests each start their own. An emulator is safe for use by several threads.</remarks>
/// <example>
/// The code under test gets an address and a token. Here the response to its create is lost, and the deployment fails:
/// <code>
/// await using var cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Output = Console.WriteLine });
/// cloud.AddApp(42).ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(1)).Fails("Failed to pull container image");
/// cloud.Faults.OnCreate().DropResponse();
///
/// await DeployAsync(cloud.BaseAddress, cloud.AccessToken, appId: 42);
///
/// Console.WriteLine(cloud.GetTimeline());
/// </code>
/// </example>
public sealed class SpiceCloudEmulator : IAsyncDisposable
{
    private readonly SpiceCloudEmulatorOptions _options;
    private readonly EmulatorServer _server;
    private EmulatedCloud _cloud;

    private SpiceCloudEmulator(SpiceCloudEmulatorOptions options)
    {
        _options = options;
        _server = new EmulatorServer(options.GetListenAddress(), options.Port, options.Certificate);
        _cloud = new EmulatedCloud(options, Faults);
        AccessToken = _cloud.Tokens.Issue(organization: null, SpiceScopes.All);
    }

    /// <summary>
    /// The address of the emulator for clients on this machine: <c>http://127.0.0.1:PORT/</c>, or another scheme and host with
    /// <see cref="SpiceCloudEmulatorOptions.Certificate"/> and <see cref="SpiceCloudEmulatorOptions.Host"/>.
    /// </summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The address that issues tokens to OAuth clients: <c>/api/oauth/token</c> on the same port.</summary>
    public Uri TokenEndpoint => new(BaseAddress, Internal.Endpoints.TokenEndpoint.Path);

    /// <summary>A token that has every scope, can access every app and does not expire. Each emulator has its own.</summary>
    public string AccessToken { get; }

    /// <summary>
    /// The newest requests, in order of arrival: up to <see cref="SpiceCloudEmulatorOptions.MaxRecordedRequests"/> with up to 64 MiB in all. The list is a
    /// snapshot. <see cref="GetTimeline"/> returns the requests as text.
    /// </summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            EmulatedCloud cloud = Cloud;
            cloud.Apps.ApplyEvents();
            return cloud.Requests.GetSnapshot();
        }
    }

    /// <summary>The apps, in order of their ids, including those that clients have created, and without those that they have deleted. The list is a snapshot.</summary>
    public IReadOnlyList<EmulatedApp> Apps => Cloud.Apps.List(organization: null);

    /// <summary>The fault rules; initially none. Faults of the connection happen on the socket.</summary>
    public FaultInjector Faults { get; } = new();

    private EmulatedCloud Cloud => Volatile.Read(ref _cloud);

    /// <summary>Starts an emulator without apps.</summary>
    /// <param name="options">The options. If <c>null</c>, the defaults are used.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running emulator. Dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option is out of range. The message names it.</exception>
    /// <exception cref="IOException">The port is in use, or this machine does not have the address of <see cref="SpiceCloudEmulatorOptions.Host"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public static async Task<SpiceCloudEmulator> StartAsync(SpiceCloudEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SpiceCloudEmulatorOptions();
        SpiceCloudEmulatorOptions.Validate(options);
        var emulator = new SpiceCloudEmulator(options.Copy());
        try
        {
            emulator.BaseAddress = await emulator._server.StartAsync(context => emulator.Cloud.Pipeline(context), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return emulator;
    }

    /// <summary>Issues a token that has only these scopes, can access every app and does not expire.</summary>
    /// <param name="scopes">The scopes, from <see cref="SpiceScopes"/>. Without scopes, every request with the token returns 403.</param>
    /// <returns>The token, to be sent as Bearer.</returns>
    /// <exception cref="ArgumentException"><paramref name="scopes"/> is <c>null</c> or contains an unknown scope.</exception>
    public string IssueToken(params string[] scopes)
    {
        SpiceScopes.ThrowIfUnknown(scopes);
        return Cloud.Tokens.Issue(organization: null, scopes);
    }

    /// <summary>Issues a token of an organization. For apps of other organizations, requests with the token return 404.</summary>
    /// <param name="organization">The name of the organization, in any case.</param>
    /// <param name="scopes">The scopes, from <see cref="SpiceScopes"/>. Without scopes, every request with the token returns 403.</param>
    /// <returns>The token, to be sent as Bearer.</returns>
    /// <exception cref="ArgumentException"><paramref name="organization"/> is <c>null</c> or blank, or <paramref name="scopes"/> is <c>null</c> or contains an unknown scope.</exception>
    public string IssueOrganizationToken(string organization, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organization);
        SpiceScopes.ThrowIfUnknown(scopes);
        return Cloud.Tokens.Issue(organization, scopes);
    }

    /// <summary>Adds a token with a value of your choice, such as one that another program has in its configuration. Otherwise it is like one of <see cref="IssueToken"/>.</summary>
    /// <param name="token">The value: ASCII characters without spaces.</param>
    /// <param name="scopes">The scopes, from <see cref="SpiceScopes"/>. Without scopes, every request with the token returns 403.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="token"/> is <c>null</c>, blank, not a token or already added, or <paramref name="scopes"/> is <c>null</c> or contains an unknown scope.
    /// </exception>
    public void AddToken(string token, params string[] scopes) => AddTokenOf(organization: null, token, scopes);

    /// <summary>Adds a token of an organization with a value of your choice. Otherwise it is like one of <see cref="IssueOrganizationToken"/>.</summary>
    /// <param name="organization">The name of the organization, in any case.</param>
    /// <param name="token">The value: ASCII characters without spaces.</param>
    /// <param name="scopes">The scopes, from <see cref="SpiceScopes"/>. Without scopes, every request with the token returns 403.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="organization"/> is <c>null</c> or blank, <paramref name="token"/> is <c>null</c>, blank, not a token or already added, or
    /// <paramref name="scopes"/> is <c>null</c> or contains an unknown scope.
    /// </exception>
    public void AddOrganizationToken(string organization, string token, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organization);
        AddTokenOf(organization, token, scopes);
    }

    /// <summary>Revokes a token. Requests with it return 401 "Token expired".</summary>
    /// <param name="token">A token that this emulator has issued.</param>
    /// <exception cref="ArgumentException"><paramref name="token"/> is <c>null</c>, or was not issued by this emulator.</exception>
    public void RevokeToken(string token) => Cloud.Tokens.Revoke(token);

    /// <summary>Revokes every token issued so far, including <see cref="AccessToken"/>. Requests with them return 401 "Token expired".</summary>
    public void RevokeAllTokens() => Cloud.Tokens.RevokeAll();

    /// <summary>Adds an OAuth client that can request tokens from <see cref="TokenEndpoint"/>.</summary>
    /// <param name="clientId">The id, case-sensitive. It is the <see cref="EmulatedDeployment.CreatedBy"/> of the deployments that the client creates.</param>
    /// <param name="clientSecret">The secret, case-sensitive.</param>
    /// <param name="scopes">The scopes of its tokens, from <see cref="SpiceScopes"/>. Without scopes, every request with the tokens returns 403.</param>
    /// <exception cref="ArgumentException">
    /// The id or the secret is <c>null</c> or blank, the scopes are <c>null</c> or contain an unknown scope, or the client already exists.
    /// </exception>
    /// <example>
    /// A client with every scope:
    /// <code>
    /// cloud.AddOAuthClient("release-bot", "its-secret", [.. SpiceScopes.All]);
    /// </code>
    /// </example>
    public void AddOAuthClient(string clientId, string clientSecret, params string[] scopes) => AddClient(clientId, clientSecret, organization: null, scopes);

    /// <summary>Adds an OAuth client of an organization. For apps of other organizations, requests with its tokens return 404.</summary>
    /// <param name="organization">The name of the organization, in any case.</param>
    /// <param name="clientId">The id, case-sensitive.</param>
    /// <param name="clientSecret">The secret, case-sensitive.</param>
    /// <param name="scopes">The scopes of its tokens, from <see cref="SpiceScopes"/>. Without scopes, every request with the tokens returns 403.</param>
    /// <exception cref="ArgumentException">
    /// The organization, the id or the secret is <c>null</c> or blank, the scopes are <c>null</c> or contain an unknown scope, or the client already exists.
    /// </exception>
    public void AddOrganizationOAuthClient(string organization, string clientId, string clientSecret, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organization);
        AddClient(clientId, clientSecret, organization, scopes);
    }

    /// <summary>Adds an app that is ready to be deployed, has no deployments and belongs to no organization.</summary>
    /// <param name="id">The id, greater than 0.</param>
    /// <param name="name">The name. If <c>null</c>, it is <c>app-{id}</c>.</param>
    /// <returns>The app, to be configured by its methods.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is not greater than 0, or the app already exists.</exception>
    public EmulatedApp AddApp(long id, string? name = null) => Cloud.Apps.Add(id, name);

    /// <summary>Returns the app with this id.</summary>
    /// <param name="id">The id of the app.</param>
    /// <returns>The app.</returns>
    /// <exception cref="KeyNotFoundException">The app does not exist.</exception>
    public EmulatedApp GetApp(long id) => Cloud.Apps.Get(id);

    /// <summary>
    /// Returns the requests and the status changes of the deployments as text, a line each, in order of time. A line of a request contains the time since the
    /// first request, the request, the shortened body of a create, the outcome, and the deployment that was created. It contains no headers and no other body,
    /// and so no token or secret. Control characters are escaped. If earlier requests are no longer recorded, the first line says so.
    /// </summary>
    /// <returns>The lines, separated by <c>\n</c>. If there are no requests, a sentence that says so.</returns>
    /// <example>
    /// <code language="text">
    ///  +0.0 s  POST /v1/apps/42/deployments {"branch":"main"} -> no response (DropResponse), created deployment 1001
    ///  +0.0 s  GET /v1/apps/42/deployments?limit=100 -> 200
    ///  +5.0 s  deployment 1001 started
    ///  +5.0 s  GET /v1/apps/42/deployments?limit=20 -> 429 (RateLimit)
    /// +30.0 s  deployment 1001 succeeded
    /// +35.0 s  GET /v1/apps/42/deployments?limit=20 -> 200
    /// </code>
    /// </example>
    public string GetTimeline() => RequestTimeline.Format(Requests, Cloud.Apps.List(organization: null));

    /// <summary>
    /// Removes the apps, the fault rules, the recorded requests, the OAuth clients, and the tokens other than <see cref="AccessToken"/>, which is valid again if
    /// it was revoked. The address stays. Requests that hang are aborted; others that are in progress still see the earlier state.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call before the reset starts.</param>
    /// <returns>A task that completes when the requests that hang are aborted.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled. Nothing was removed.</exception>
    public async Task ResetAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var cloud = new EmulatedCloud(_options, Faults);
        cloud.Tokens.TryAdd(AccessToken, organization: null, SpiceScopes.All);
        Faults.Clear();
        await Interlocked.Exchange(ref _cloud, cloud).DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the emulator. Requests that hang or trickle are aborted at once, other open requests after 1 s.</summary>
    /// <returns>A task that completes when the port is free. Further calls do nothing. Recorded requests can still be read.</returns>
    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }

    private void AddTokenOf(string? organization, string token, string[] scopes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        SpiceScopes.ThrowIfUnknown(scopes);
        if (!token.All(character => character is > ' ' and <= '~'))
        {
            throw new ArgumentException("The token must contain only ASCII characters without spaces.", nameof(token));
        }

        if (!Cloud.Tokens.TryAdd(token, organization, scopes))
        {
            throw new ArgumentException("The token was already added.", nameof(token));
        }
    }

    private void AddClient(string clientId, string clientSecret, string? organization, string[] scopes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        SpiceScopes.ThrowIfUnknown(scopes);
        if (!Cloud.Tokens.TryAddClient(new OAuthClient(clientId, clientSecret, organization, scopes)))
        {
            throw new ArgumentException($"OAuth client '{clientId}' already exists.", nameof(clientId));
        }
    }
}
