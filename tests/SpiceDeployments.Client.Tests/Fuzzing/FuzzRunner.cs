using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Internal;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>Clients of a <see cref="FuzzedService"/>, one with a fixed token and for each call for a token a new one, with the handlers of a real client.</summary>
internal sealed class FuzzRunner : IDisposable
{
    private const long AppId = 42;
    private const long DeploymentId = 455;

    private readonly AutoAdvancingTimeProvider _clock = new();
    private readonly FuzzedService _service;
    private readonly DeploymentsClientOptions _options = new() { AccessToken = "a-token-of-the-test" };
    private readonly DeploymentsClient _client;

    public FuzzRunner()
    {
        _service = new FuzzedService(_clock);
        _client = CreateClient(DeploymentsHttpClient.CreateHandlers(_options, _clock));
    }

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    public async Task<FuzzOutcome> ReadAsync(FuzzedResponse answer)
    {
        _service.Answer = answer;
        _service.StartCounting();
        long before = GC.GetTotalAllocatedBytes(precise: true);
        object? result = null;
        Exception? exception = null;
        try
        {
            result = await CallAsync(answer.Call);
        }
        catch (Exception thrown)
        {
            exception = thrown;
        }

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        return new FuzzOutcome(result, exception, allocated, _service.SentAnswers, _service.SentBytes);
    }

    private async Task<object> CallAsync(string call) => call switch
    {
        "list" => await _client.ListAsync(AppId),
        "get" => await _client.GetAsync(AppId, DeploymentId),
        "token" => await ListWithNewTokenAsync(),
        _ => await _client.CreateAsync(AppId, new CreateDeploymentRequest { Branch = "main" }),
    };

    private async Task<object> ListWithNewTokenAsync()
    {
        HttpClient tokenClient = CreateHttpClient([new RetryHandler(HttpMethod.Post, _clock), new AttemptTimeoutHandler(_options.AttemptTimeout, _clock)]);
        tokenClient.BaseAddress = new Uri(_options.TokenEndpoint, "/");
        var request = new TokenRequest { ClientId = "ci", ClientSecret = "a-secret-of-the-test" };
        var source = new ClientCredentialsTokenProvider(tokenClient, _options.TokenEndpoint.AbsolutePath.TrimStart('/'), request, _clock);
        using DeploymentsClient client = CreateClient(
            [new SendOnceHandler(), new BearerTokenHandler(new AccessTokenCache(source, Timeout.InfiniteTimeSpan, _clock)), new RetryHandler(HttpMethod.Get, _clock), new AttemptTimeoutHandler(_options.AttemptTimeout, _clock)]);
        return await client.ListAsync(AppId);
    }

    private DeploymentsClient CreateClient(IReadOnlyList<DelegatingHandler> handlers)
    {
        HttpClient httpClient = CreateHttpClient(handlers);
        DeploymentsHttpClient.Configure(httpClient, _options);
        return new DeploymentsClient(httpClient, _options, _clock, NullLogger.Instance);
    }

    /// <summary>A client that can be disposed of without the service.</summary>
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
}
