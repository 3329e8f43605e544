using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Internal;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>A request that waits for a connection has not been sent. The connect timeout runs in real time, and is half of the attempt's.</summary>
public sealed class ConnectTimeoutTests : IDisposable
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(60);

    private readonly SilentServer _server = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateAsync_HandshakeHangs_ThrowsNotSent(bool useContainer)
    {
        var clock = new AutoAdvancingTimeProvider();
        await using ServiceProvider services = Register(clock);
        using var standalone = new DeploymentsClient(CreateOptions(clock));
        IDeploymentsClient client = useContainer ? services.GetRequiredService<IDeploymentsClient>() : standalone;

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => client.CreateAsync(42, cancellationToken: CancellationToken).WaitAsync(TestTimeout, CancellationToken));

        Assert.Equal((RequestDisposition.NotProcessed, true, 42L), (exception.Disposition, exception.IsTransient, exception.AppId));
        Assert.StartsWith($"Could not connect to {_server.HttpsAddress.Authority}; POST /v1/apps/42/deployments was not sent. ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectTimeout", exception.Message, StringComparison.Ordinal);
        Assert.Equal([1, 1], clock.Delays.Select(delay => delay.TotalSeconds)); // Three attempts, and no check of the list.
    }

    [Fact]
    public async Task ListAsync_HandshakeHangs_IsRetried()
    {
        var clock = new AutoAdvancingTimeProvider();
        using var client = new DeploymentsClient(CreateOptions(clock));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(42, cancellationToken: CancellationToken).WaitAsync(TestTimeout, CancellationToken));

        Assert.Equal((3, true), (clock.Delays.Count, exception.IsTransient));
        Assert.Contains("ConnectTimeout", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_HandshakeOfTheTokenEndpointHangs_ThrowsNotSent()
    {
        var clock = new AutoAdvancingTimeProvider();
        DeploymentsClientOptions options = CreateOptions(clock);
        (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", "secret-of-ci");
        options.TokenEndpoint = new Uri(_server.HttpsAddress, "token");
        using var client = new DeploymentsClient(options);

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => client.CreateAsync(42, cancellationToken: CancellationToken).WaitAsync(TestTimeout, CancellationToken));

        Assert.Equal((RequestDisposition.NotProcessed, true), (exception.Disposition, exception.IsTransient));
        Assert.StartsWith($"Could not get an access token: no response from {options.TokenEndpoint} was received. ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectTimeout", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AttemptTimesOutDuringHandshake_ThrowsConnectionError()
    {
        var clock = new SteppingTimeProvider();
        using HttpMessageInvoker invoker = CreateInvoker(_server.HttpsAddress, clock, primaryHandler: null);
        using HttpRequestMessage create = CreateRequest(_server.HttpsAddress);
        Task<HttpResponseMessage> sending = invoker.SendAsync(create, CancellationToken);
        using Socket connection = await _server.AcceptAsync();

        clock.Advance(SteppingTimeProvider.AttemptTimeout);

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(() => sending.WaitAsync(TestTimeout, CancellationToken));
        Assert.Equal((HttpRequestError.ConnectionError, "The attempt took longer than 82800 s (AttemptTimeout)."), (exception.HttpRequestError, exception.Message));
    }

    [Fact]
    public async Task Create_AttemptTimesOutWhileAllConnectionsAreBusy_ThrowsConnectionError()
    {
        var clock = new SteppingTimeProvider();
        var primary = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using HttpMessageInvoker invoker = CreateInvoker(_server.HttpAddress, clock, () => primary);
        using var unlimited = new HttpMessageInvoker(primary, disposeHandler: false); // Without the timeout, which would release the connection.
        using var otherCaller = new CancellationTokenSource();
        Task<HttpResponseMessage> other = unlimited.SendAsync(new HttpRequestMessage(HttpMethod.Get, _server.HttpAddress), otherCaller.Token);
        using Socket connection = await _server.AcceptAsync();
        using HttpRequestMessage create = CreateRequest(_server.HttpAddress);
        Task<HttpResponseMessage> sending = invoker.SendAsync(create, CancellationToken);

        clock.Advance(SteppingTimeProvider.AttemptTimeout);

        Assert.Equal(HttpRequestError.ConnectionError, (await Assert.ThrowsAsync<HttpRequestException>(() => sending.WaitAsync(TestTimeout, CancellationToken))).HttpRequestError);
        await otherCaller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.WaitAsync(TestTimeout, CancellationToken));
    }

    /// <summary>The opposite: .NET reports every request before it writes the headers, in each version of HTTP.</summary>
    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http1AndHttp2)]
    public async Task Create_AttemptTimesOutAfterTheRequestWasWritten_ThrowsTimeout(HttpProtocols protocols)
    {
        var clock = new SteppingTimeProvider();
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TlsServer server = await TlsServer.StartAsync(protocols);
        server.Respond = async (context, _) =>
        {
            received.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        };
        using HttpMessageInvoker invoker = CreateInvoker(server.BaseAddress, clock, () =>
        {
            var handler = new SocketsHttpHandler();
            server.Introduce(handler);
            return handler;
        });
        using HttpRequestMessage create = CreateRequest(server.BaseAddress);
        Task<HttpResponseMessage> sending = invoker.SendAsync(create, CancellationToken);
        await received.Task.WaitAsync(TestTimeout, CancellationToken);

        clock.Advance(SteppingTimeProvider.AttemptTimeout);

        await Assert.ThrowsAsync<TimeoutException>(() => sending.WaitAsync(TestTimeout, CancellationToken));
    }

    /// <summary>A handler of the program, such as a rate limiter, that holds the create until the attempt times out.</summary>
    [Fact]
    public async Task CreateAsync_AttemptTimesOutInAHandlerOfTheProgram_ThrowsNotSent()
    {
        var clock = new SteppingTimeProvider();
        var queue = new QueueingHandler();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSpiceDeploymentsClient(options => (options.AccessToken, options.AttemptTimeout) = ("token", TimeSpan.FromSeconds(30))).AddHttpMessageHandler(() => queue);
        await using ServiceProvider provider = services.BuildServiceProvider();
        Task<Deployment> creating = provider.GetRequiredService<IDeploymentsClient>().CreateAsync(42, cancellationToken: CancellationToken);
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            await queue.EnteredAsync();
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.WhenAny(creating, clock.DelayStartedAsync());
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => creating.WaitAsync(TestTimeout, CancellationToken));
        Assert.Equal(RequestDisposition.NotProcessed, exception.Disposition);
        Assert.EndsWith("POST /v1/apps/42/deployments was not sent. The attempt took longer than 30 s (AttemptTimeout).", exception.Message, StringComparison.Ordinal);
    }

    private static HttpMessageInvoker CreateInvoker(Uri address, TimeProvider clock, Func<HttpMessageHandler>? primaryHandler) => new(DeploymentsHttpClient.CreatePipeline(
        new DeploymentsClientOptions { BaseAddress = address, AccessToken = "token", AttemptTimeout = SteppingTimeProvider.AttemptTimeout, PrimaryHandler = primaryHandler }, clock));

    private static HttpRequestMessage CreateRequest(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent("{}"),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Options.Set(RequestOptions.SendPermit, new SendPermit(TimeProvider.System));
        return request;
    }

    private DeploymentsClientOptions CreateOptions(TimeProvider clock) => new()
    {
        BaseAddress = _server.HttpsAddress,
        AccessToken = "token",
        AttemptTimeout = TimeSpan.FromMilliseconds(100),
        TimeProvider = clock,
    };

    private ServiceProvider Register(TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(options =>
        {
            DeploymentsClientOptions values = CreateOptions(clock);
            (options.BaseAddress, options.AccessToken, options.AttemptTimeout, options.TimeProvider) = (values.BaseAddress, values.AccessToken, values.AttemptTimeout, clock);
        });
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class QueueingHandler : DelegatingHandler
    {
        private readonly SemaphoreSlim _entered = new(initialCount: 0);

        public Task<bool> EnteredAsync() => _entered.WaitAsync(TestTimeout, CancellationToken);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _entered.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
