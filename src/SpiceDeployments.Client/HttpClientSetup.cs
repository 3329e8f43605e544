using SpiceDeployments.Client.Authentication;
using SpiceDeployments.Client.Http;

namespace SpiceDeployments.Client;

/// <summary>How the HTTP client of a <see cref="DeploymentsClient"/> is put together, with a container and without.</summary>
internal static class HttpClientSetup
{
    private static readonly string OwnUserAgent = $"SpiceDeployments.Client/{typeof(HttpClientSetup).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The handlers, outermost first; the primary handler comes below them.</summary>
    public static IReadOnlyList<DelegatingHandler> CreateHandlers(DeploymentsClientOptions options, TimeProvider timeProvider) =>
    [
        new BearerTokenHandler(CreateTokenSource(options, timeProvider)),
        new TransientFaultHandler(HttpMethod.Get, timeProvider),
        new AttemptHandler(options.AttemptTimeout, timeProvider),
    ];

    public static HttpClient CreateClient(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        HttpClient client = CreateClient([.. CreateHandlers(options, timeProvider), new SingleSendHandler()]);
        Configure(client, options);
        return client;
    }

    public static void Configure(HttpClient client, DeploymentsClientOptions options)
    {
        client.BaseAddress = options.BaseAddress;
        client.Timeout = Timeout.InfiniteTimeSpan; // AttemptHandler and the waits own time, on their TimeProvider.
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"{options.ApplicationName} {OwnUserAgent}".TrimStart());
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

        if (options.AccessTokenSource is not null)
        {
            return new UserTokenSource(options.AccessTokenSource, options.AttemptTimeout, timeProvider);
        }

        HttpClient client = CreateClient([new TransientFaultHandler(HttpMethod.Post, timeProvider), new AttemptHandler(options.AttemptTimeout, timeProvider)]);
        client.BaseAddress = new Uri(options.TokenEndpoint, "/");
        client.Timeout = Timeout.InfiniteTimeSpan;
        var request = new TokenRequest { ClientId = options.ClientId ?? "", ClientSecret = options.ClientSecret ?? "", Scope = options.Scope };
        return new ClientCredentialsTokenSource(client, options.TokenEndpoint.AbsolutePath.TrimStart('/'), request, timeProvider);
    }

    private static HttpClient CreateClient(IReadOnlyList<DelegatingHandler> handlers)
    {
        HttpMessageHandler pipeline = PrimaryHandler.Create();
        foreach (DelegatingHandler handler in handlers.Reverse())
        {
            handler.InnerHandler = pipeline;
            pipeline = handler;
        }

        return new HttpClient(pipeline);
    }
}
