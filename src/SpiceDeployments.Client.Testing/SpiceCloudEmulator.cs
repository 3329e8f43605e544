using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Endpoints;
using SpiceDeployments.Client.Testing.Internal.Requests;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Server;
using SpiceDeployments.Client.Testing.Internal.Timeline;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// Spice Cloud in a process: a real HTTP server on loopback that holds apps and deployments in memory and answers as the deployments API
/// of Spice.ai Cloud does. Each emulator is a cloud of its own, so that tests that run in parallel start one each. It can be used from several threads at once.
/// </summary>
/// <example>
/// The code under test is given an address and a token, here for an app whose next deployment fails after its create has lost its answer:
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
    private readonly LoopbackServer _server;
    private readonly AppDirectory _apps;
    private readonly TokenRegistry _tokens;
    private readonly RequestLog _requests;

    private SpiceCloudEmulator(LoopbackServer server, AppDirectory apps, TokenRegistry tokens, RequestLog requests, FaultInjector faults)
    {
        _server = server;
        _apps = apps;
        _tokens = tokens;
        _requests = requests;
        Faults = faults;
        BaseAddress = server.Address;
        TokenEndpoint = new Uri(BaseAddress, Internal.Endpoints.TokenEndpoint.Path);
        AccessToken = IssueToken([.. SpiceScopes.All]);
    }

    /// <summary>Where the emulator listens: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Where OAuth clients get their tokens: <c>/api/oauth/token</c> on the same port.</summary>
    public Uri TokenEndpoint { get; }

    /// <summary>A token with every scope that reaches every app and does not expire; a new one for each emulator.</summary>
    public string AccessToken { get; }

    /// <summary>The requests so far, in order of arrival: a snapshot that does not grow. <see cref="GetTimeline"/> tells them as a text.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _requests.Snapshot();

    /// <summary>What goes wrong, and with which requests; nothing at first. Faults of the socket are real ones.</summary>
    public FaultInjector Faults { get; }

    /// <summary>Starts an emulator that holds no app yet.</summary>
    /// <param name="options">How it behaves; null takes the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running emulator; dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<SpiceCloudEmulator> StartAsync(SpiceCloudEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SpiceCloudEmulatorOptions();
        SpiceCloudEmulatorOptions.Validate(options);
        var apps = new AppDirectory(new CloudState(options));
        var tokens = new TokenRegistry(options.TimeProvider, options.TokenLifetime, options.EffectiveTokenLifetime);
        var requests = new RequestLog(options.TimeProvider);
        var faults = new FaultInjector();
        var server = new LoopbackServer(options.Port);
        try
        {
            RouteTable routes = EmulatorRoutes.Create(options, apps, tokens);
            await server.StartAsync(EmulatorStages.Create(options, routes, requests, faults, server.Stopping), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new SpiceCloudEmulator(server, apps, tokens, requests, faults);
    }

    /// <summary>Makes a token that carries just these scopes, reaches every app and does not expire.</summary>
    /// <param name="scopes">The scopes, from <see cref="SpiceScopes"/>; with none the token can do nothing.</param>
    /// <returns>The token, to be sent as Bearer.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scopes"/> is null.</exception>
    public string IssueToken(params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        return _tokens.Issue(organization: null, scopes);
    }

    /// <summary>Makes a token of an organization: apps of other organizations are 404 to it.</summary>
    /// <param name="organization">The organization's name, compared by case.</param>
    /// <param name="scopes">The scopes, from <see cref="SpiceScopes"/>; with none the token can do nothing.</param>
    /// <returns>The token, to be sent as Bearer.</returns>
    /// <exception cref="ArgumentException"><paramref name="organization"/> is null or blank, or <paramref name="scopes"/> is null.</exception>
    public string IssueOrganizationToken(string organization, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(organization);
        ArgumentNullException.ThrowIfNull(scopes);
        return _tokens.Issue(organization, scopes);
    }

    /// <summary>Ends a token: from now on it is answered with 401 "Token expired".</summary>
    /// <param name="token">A token of this emulator, from whichever source.</param>
    /// <exception cref="ArgumentException"><paramref name="token"/> is null, or this emulator never issued it.</exception>
    public void RevokeToken(string token) => _tokens.Revoke(token);

    /// <summary>Ends every token so far, <see cref="AccessToken"/> included: each is answered with 401 "Token expired". Tokens issued from now on are valid.</summary>
    public void RevokeAllTokens() => _tokens.RevokeAll();

    /// <summary>Adds an OAuth client, which gets its tokens from <see cref="TokenEndpoint"/>.</summary>
    /// <param name="clientId">Its id, compared by case; a deployment that it creates has it as <see cref="EmulatedDeployment.CreatedBy"/>.</param>
    /// <param name="clientSecret">Its secret, compared by case.</param>
    /// <param name="scopes">The scopes of its tokens, from <see cref="SpiceScopes"/>; with none they can do nothing.</param>
    /// <exception cref="ArgumentException">The id or the secret is null or blank, the scopes are null, or there is such a client already.</exception>
    /// <example>
    /// A client that may do everything:
    /// <code>
    /// cloud.AddOAuthClient("release-bot", "its-secret", [.. SpiceScopes.All]);
    /// </code>
    /// </example>
    public void AddOAuthClient(string clientId, string clientSecret, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        ArgumentNullException.ThrowIfNull(scopes);
        if (!_tokens.TryAddClient(new OAuthClient(clientId, clientSecret, scopes)))
        {
            throw new ArgumentException($"There is a client '{clientId}' already.", nameof(clientId));
        }
    }

    /// <summary>Adds an app that is ready to be deployed, has no deployments and is in no organization.</summary>
    /// <param name="id">Its id, greater than 0.</param>
    /// <param name="name">Its name; null makes it <c>app-{id}</c>.</param>
    /// <returns>The app, to be told what is special about it, or how its deployments go.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is not greater than 0, or there is such an app already.</exception>
    public EmulatedApp AddApp(long id, string? name = null) => _apps.Add(id, name);

    /// <summary>The app with this id.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The app.</returns>
    /// <exception cref="KeyNotFoundException">There is no such app.</exception>
    public EmulatedApp GetApp(long id) => _apps.Get(id);

    /// <summary>
    /// The requests so far as a story, a line each: the time since the first one, what was sent, a create's body in short, how it ended, and the deployment
    /// that it made. What the deployments did meanwhile stands between them. No header shows and no other body, and so no token or secret.
    /// </summary>
    /// <returns>The lines, parted by <c>\n</c>; without requests, a sentence that says so.</returns>
    /// <example>
    /// <code language="text">
    ///  +0.0 s  POST /v1/apps/42/deployments {"branch":"main"} -> no answer (DropResponse), made deployment 1001
    ///  +0.0 s  GET /v1/apps/42/deployments?limit=100 -> 200
    ///  +5.0 s  deployment 1001 started
    ///  +5.0 s  GET /v1/apps/42/deployments?limit=20 -> 429 (RateLimit)
    /// +30.0 s  deployment 1001 succeeded
    /// +35.0 s  GET /v1/apps/42/deployments?limit=20 -> 200
    /// </code>
    /// </example>
    public string GetTimeline() => RequestStory.Tell(Requests, _apps.List(organization: null));

    /// <summary>Stops the emulator. Requests that a fault holds are aborted at once, any other that is still open after 1 s.</summary>
    /// <returns>A task that ends when the port is free again. A second call does nothing more. What was recorded can still be read.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
