using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal;

/// <summary>The message handlers of one client: those above the handlers of the program, and those below, next to the primary handler.</summary>
internal sealed class ClientHandlers : IDisposable
{
    private readonly DeploymentsClientOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>The innermost handler of the requests to the token endpoint.</summary>
    private readonly AttemptTimeoutHandler _tokenRequests;

    /// <summary>Creates the upper handlers.</summary>
    /// <param name="options">The options of the client.</param>
    /// <param name="readAccessToken">Reads <see cref="DeploymentsClientOptions.AccessToken"/> for each request, if that is set.</param>
    /// <param name="timeProvider">The clock.</param>
    public ClientHandlers(DeploymentsClientOptions options, Func<string> readAccessToken, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _tokenRequests = new AttemptTimeoutHandler(options.AttemptTimeout, timeProvider);
        Upper =
        [
            new BearerTokenHandler(CreateTokenSource(readAccessToken)),
            new RetryHandler(HttpMethod.Get, timeProvider),
            new AttemptTimeoutHandler(options.AttemptTimeout, timeProvider),
        ];
    }

    /// <summary>The handlers above those of the program, outermost first.</summary>
    public IReadOnlyList<DelegatingHandler> Upper { get; }

    /// <summary>Creates the handlers below those of the program, outermost first, and makes the primary handler send the requests to the token endpoint, too.</summary>
    public IReadOnlyList<DelegatingHandler> CreateLower(HttpMessageHandler primary)
    {
        DefaultPrimaryHandler.Adapt(primary, _options);
        _tokenRequests.InnerHandler = primary;
        IEnumerable<DelegatingHandler?> handlers =
        [
            ServiceNameHandler.Schemes.Contains(_options.BaseAddress.Scheme, StringComparer.Ordinal) ? new ServiceNameHandler() : null,
            new SendOnceHandler(),
            ConnectionWaitHandler.TryCreate(primary),
        ];
        return [.. handlers.OfType<DelegatingHandler>()];
    }

    /// <summary>Disposes the handlers, once they are connected down to the primary one.</summary>
    public void Dispose() => Upper[0].Dispose();

    private IAccessTokenSource CreateTokenSource(Func<string> readAccessToken) => _options switch
    {
        { AccessToken.Length: > 0 } => new ConfiguredAccessToken(readAccessToken),
        { AccessTokenProvider: { } provider } => new AccessTokenCache(provider, _options.AttemptTimeout, _timeProvider),
        _ => new AccessTokenCache(CreateClientCredentialsProvider(), RetryHandler.GetMaxDuration(_options.AttemptTimeout), _timeProvider),
    };

    private ClientCredentialsTokenProvider CreateClientCredentialsProvider()
    {
        var handler = new RetryHandler(HttpMethod.Post, _timeProvider) { InnerHandler = _tokenRequests };
        var client = new HttpClient(handler, disposeHandler: false) // The primary handler belongs to the requests to the API.
        {
            BaseAddress = _options.TokenEndpoint,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var request = new TokenRequest
        {
            ClientId = _options.ClientId ?? "",
            ClientSecret = _options.ClientSecret ?? "",
            Scope = _options.Scopes.Count is 0 ? null : string.Join(' ', _options.Scopes),
        };
        return new ClientCredentialsTokenProvider(client, request, _timeProvider);
    }
}
