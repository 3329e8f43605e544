using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal;

/// <summary>How the HTTP client of a <see cref="DeploymentsClient"/> is put together, with a container and without.</summary>
internal static class DeploymentsHttpClient
{
    private static readonly string OwnUserAgent = $"SpiceDeployments.Client/{ClientVersion.Text}";

    /// <summary>The handlers, outermost first; the primary handler comes below them.</summary>
    public static IReadOnlyList<DelegatingHandler> CreateHandlers(DeploymentsClientOptions options, TimeProvider timeProvider) =>
    [
        new BearerTokenHandler(CreateTokenSource(options, timeProvider)),
        new TransientFaultHandler(HttpMethod.Get, timeProvider),
        new AttemptHandler(options.AttemptTimeout, timeProvider),
    ];

    public static HttpClient CreateClient(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        var client = new HttpClient(CreatePipeline(options, timeProvider));
        Configure(client, options);
        return client;
    }

    /// <summary>All handlers of a client without a container, down to the primary one.</summary>
    public static HttpMessageHandler CreatePipeline(DeploymentsClientOptions options, TimeProvider timeProvider) =>
        Chain([.. CreateHandlers(options, timeProvider), new SingleSendHandler()]);

    public static void Configure(HttpClient client, DeploymentsClientOptions options)
    {
        client.BaseAddress = options.BaseAddress;
        client.Timeout = Timeout.InfiniteTimeSpan; // AttemptHandler and the waits own time, on their TimeProvider.
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"{options.ApplicationName} {OwnUserAgent}".TrimStart());
        if (!string.IsNullOrWhiteSpace(options.Organization))
        {
            client.DefaultRequestHeaders.Add("X-Org-Name", options.Organization.Trim());
        }
    }

    private static IAccessTokenSource CreateTokenSource(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        if (!string.IsNullOrWhiteSpace(options.AccessToken))
        {
            return new FixedAccessToken(options.AccessToken);
        }

        if (options.AccessTokenProvider is not null)
        {
            return new UserTokenSource(options.AccessTokenProvider, options.AttemptTimeout, timeProvider);
        }

        HttpMessageHandler pipeline = Chain([new TransientFaultHandler(HttpMethod.Post, timeProvider), new AttemptHandler(options.AttemptTimeout, timeProvider)]);
        var client = new HttpClient(pipeline) { BaseAddress = new Uri(options.TokenEndpoint, "/"), Timeout = Timeout.InfiniteTimeSpan };
        var request = new TokenRequest { ClientId = options.ClientId ?? "", ClientSecret = options.ClientSecret ?? "", Scope = options.Scope };
        return new ClientCredentialsTokenSource(client, options.TokenEndpoint.AbsolutePath.TrimStart('/'), request, timeProvider);
    }

    private static HttpMessageHandler Chain(IReadOnlyList<DelegatingHandler> handlers)
    {
        HttpMessageHandler pipeline = PrimaryHandler.Create();
        foreach (DelegatingHandler handler in handlers.Reverse())
        {
            handler.InnerHandler = pipeline;
            pipeline = handler;
        }

        return pipeline;
    }
}
