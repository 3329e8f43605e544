using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Internal;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>Makes the calls of a fuzzed response, with the handlers of a real client.</summary>
internal sealed class FuzzRunner : IDisposable
{
    private const long AppId = 42;

    private readonly AutoAdvancingTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly FuzzedService _service;
    private readonly DeploymentsClientOptions _options = new() { AccessToken = "a-token-of-the-test" };
    private readonly DeploymentsClient _client;

    public FuzzRunner()
    {
        _service = new FuzzedService(_clock);
        _client = CreateClient(new ClientHandlers(_options, () => _options.AccessToken!, _clock).Upper);
    }

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    public async Task<FuzzOutcome> RunAsync(FuzzedResponse response)
    {
        _service.Response = response;
        _service.StartCounting();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        object? result = null;
        Exception? exception = null;
        try
        {
            result = await CallAsync(response);
        }
        catch (Exception thrown)
        {
            exception = thrown;
        }

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        return new FuzzOutcome(result, exception, allocated, _service.SentResponses, _service.SentBytes);
    }

    private async Task<object> CallAsync(FuzzedResponse response) => response.Call switch
    {
        "list" => await _client.ListAsync(AppId),
        "get" => await _client.GetAsync(AppId, response.DeploymentId),
        "token" => await ListWithNewTokenAsync(),
        _ => await _client.CreateAsync(AppId, new CreateDeploymentRequest { Branch = "main" }),
    };

    private async Task<object> ListWithNewTokenAsync()
    {
        HttpClient tokenClient = CreateHttpClient([new RetryHandler(HttpMethod.Post, _clock), new AttemptTimeoutHandler(_options.AttemptTimeout, _clock)]);
        tokenClient.BaseAddress = _options.TokenEndpoint;
        var request = new TokenRequest { ClientId = "ci", ClientSecret = "a-secret-of-the-test" };
        var provider = new ClientCredentialsTokenProvider(tokenClient, request, _clock);
        using DeploymentsClient client = CreateClient(
            [new SendOnceHandler(), new BearerTokenHandler(new AccessTokenCache(provider, Timeout.InfiniteTimeSpan, _clock)), new RetryHandler(HttpMethod.Get, _clock), new AttemptTimeoutHandler(_options.AttemptTimeout, _clock)]);
        return await client.ListAsync(AppId);
    }

    private DeploymentsClient CreateClient(IReadOnlyList<DelegatingHandler> handlers)
    {
        HttpClient httpClient = CreateHttpClient(handlers);
        DeploymentsHttpClient.Configure(httpClient, _options);
        return new DeploymentsClient(httpClient, _options, _clock, NullLogger.Instance);
    }

    /// <summary>Creates a client that does not dispose the service.</summary>
    private HttpClient CreateHttpClient(IReadOnlyList<DelegatingHandler> handlers)
    {
        HttpMessageHandler pipeline = new SharedHandler(_service);
        foreach (DelegatingHandler handler in handlers.Reverse())
        {
            handler.InnerHandler = pipeline;
            pipeline = handler;
        }

        return new HttpClient(pipeline) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Passes requests to a handler without disposing it.</summary>
    private sealed class SharedHandler(HttpMessageHandler handler) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
