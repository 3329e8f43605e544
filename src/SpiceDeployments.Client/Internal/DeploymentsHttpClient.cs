using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal;

/// <summary>Composes the HTTP client of a <see cref="DeploymentsClient"/>, with a container and without.</summary>
internal static class DeploymentsHttpClient
{
    private static readonly string ClientUserAgent = $"SpiceDeployments.Client/{ClientVersion.Text}";

    /// <summary>Creates the handlers, outermost first. The handlers of the program and the primary handler come below them.</summary>
    public static IReadOnlyList<DelegatingHandler> CreateHandlers(DeploymentsClientOptions options, TimeProvider timeProvider) =>
    [
        new BearerTokenHandler(CreateTokenCache(options, timeProvider)),
        new RetryHandler(HttpMethod.Get, timeProvider),
        new AttemptTimeoutHandler(options.AttemptTimeout, timeProvider),
    ];

    /// <summary>Creates the HTTP client of a program without a container.</summary>
    public static HttpClient Create(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        var client = new HttpClient(CreatePipeline(options, timeProvider));
        Configure(client, options);
        return client;
    }

    /// <summary>Creates all handlers of a client without a container, down to the primary one.</summary>
    public static HttpMessageHandler CreatePipeline(DeploymentsClientOptions options, TimeProvider timeProvider) =>
        Chain([.. CreateHandlers(options, timeProvider), new SendOnceHandler()], ObserveWrites(CreatePrimaryHandler(options)));

    public static HttpMessageHandler CreatePrimaryHandler(DeploymentsClientOptions options) =>
        options.PrimaryHandler?.Invoke() ?? DefaultPrimaryHandler.Create(options.AttemptTimeout);

    public static void Configure(HttpClient client, DeploymentsClientOptions options)
    {
        client.BaseAddress = options.BaseAddress;
        client.Timeout = Timeout.InfiniteTimeSpan; // AttemptTimeoutHandler and the waits apply the timeouts, on their TimeProvider.
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"{options.ApplicationName} {ClientUserAgent}".TrimStart());
        if (!string.IsNullOrWhiteSpace(options.Organization))
        {
            client.DefaultRequestHeaders.Add("X-Org-Name", options.Organization.Trim());
        }
    }

    private static AccessTokenCache CreateTokenCache(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        if (!string.IsNullOrEmpty(options.AccessToken))
        {
            return new AccessTokenCache(options.AccessToken, timeProvider);
        }

        return options.AccessTokenProvider is { } provider
            ? new AccessTokenCache(provider, options.AttemptTimeout, timeProvider)
            : new AccessTokenCache(CreateClientCredentialsProvider(options, timeProvider), RetryHandler.GetMaxDuration(options.AttemptTimeout), timeProvider);
    }

    private static ClientCredentialsTokenProvider CreateClientCredentialsProvider(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        HttpMessageHandler pipeline = Chain(
            [new RetryHandler(HttpMethod.Post, timeProvider), new AttemptTimeoutHandler(options.AttemptTimeout, timeProvider)], CreatePrimaryHandler(options));
        var client = new HttpClient(pipeline) { BaseAddress = new Uri(options.TokenEndpoint, "/"), Timeout = Timeout.InfiniteTimeSpan };
        var request = new TokenRequest
        {
            ClientId = options.ClientId ?? "",
            ClientSecret = options.ClientSecret ?? "",
            Scope = options.Scopes.Count is 0 ? null : string.Join(' ', options.Scopes),
        };
        return new ClientCredentialsTokenProvider(client, options.TokenEndpoint.AbsolutePath.TrimStart('/'), request, timeProvider);
    }

    private static HttpMessageHandler ObserveWrites(HttpMessageHandler primary) =>
        ConnectionWaitHandler.TryCreate(primary) is { } handler ? Chain([handler], primary) : primary;

    private static HttpMessageHandler Chain(IReadOnlyList<DelegatingHandler> handlers, HttpMessageHandler primaryHandler)
    {
        HttpMessageHandler pipeline = primaryHandler;
        foreach (DelegatingHandler handler in handlers.Reverse())
        {
            handler.InnerHandler = pipeline;
            pipeline = handler;
        }

        return pipeline;
    }
}
