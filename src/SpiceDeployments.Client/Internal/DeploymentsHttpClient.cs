using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal;

/// <summary>Composes the HTTP client of a <see cref="DeploymentsClient"/>.</summary>
internal static class DeploymentsHttpClient
{
    private static readonly string ClientUserAgent = $"SpiceDeployments.Client/{ClientVersion.Text}";

    /// <summary>Creates the HTTP client of a program without a container.</summary>
    public static HttpClient Create(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        var client = new HttpClient(CreatePipeline(options, timeProvider));
        Configure(client, options);
        return client;
    }

    /// <summary>Creates all handlers of a client without a container, down to the primary one.</summary>
    public static HttpMessageHandler CreatePipeline(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        HttpMessageHandler pipeline = CreatePrimaryHandler(options) ?? DefaultPrimaryHandler.Create();
        var handlers = new ClientHandlers(options, () => options.AccessToken ?? "", timeProvider);
        foreach (DelegatingHandler handler in handlers.Upper.Concat(handlers.CreateLower(pipeline)).Reverse())
        {
            handler.InnerHandler = pipeline;
            pipeline = handler;
        }

        return pipeline;
    }

    /// <summary>Creates the primary handler of the options, or returns <c>null</c> if they have none.</summary>
    public static HttpMessageHandler? CreatePrimaryHandler(DeploymentsClientOptions options)
    {
        if (options.PrimaryHandler?.Invoke() is not { } primary)
        {
            return null;
        }

        DefaultPrimaryHandler.SetDefaults(primary);
        return primary;
    }

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
}
