using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>The primary handler of a program sends the requests to the API and to the token endpoint. Each client creates one.</summary>
public sealed class PrimaryHandlerTests
{
    private static readonly string[] Requested = ["POST https://spice.ai/api/oauth/token", "GET https://api.spice.ai/v1/apps/42/deployments"];

    private readonly RecordedTraffic _traffic = new();

    [Fact]
    public async Task PrimaryHandler_WithoutContainer_SendsEveryRequestAndIsDisposed()
    {
        using (var client = new DeploymentsClient(Configure(new DeploymentsClientOptions())))
        {
            Assert.Empty(await client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken));
        }

        Assert.Equal(Requested, _traffic.Requests);
        Assert.Equal((1, 1), (_traffic.CreatedHandlers, _traffic.DisposedHandlers));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    public async Task PrimaryHandler_Container_SendsEveryRequest(string? key)
    {
        await using ServiceProvider services = Register(key);

        Assert.Empty(await Resolve(services, key).ListAsync(42, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(Requested, _traffic.Requests);
        Assert.Equal(1, _traffic.CreatedHandlers);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    public async Task PrimaryHandler_ContainerDisposed_IsDisposed(string? key)
    {
        await using (ServiceProvider services = Register(key))
        {
            await Resolve(services, key).ListAsync(42, cancellationToken: TestContext.Current.CancellationToken);
        }

        Assert.Equal((1, 1), (_traffic.CreatedHandlers, _traffic.DisposedHandlers));
    }

    [Fact]
    public async Task PrimaryHandler_AccessToken_IsCreatedOnce()
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions { AccessToken = "token", PrimaryHandler = () => new Handler(_traffic) });

        await client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken);
        await client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (_traffic.Requests.Count, _traffic.CreatedHandlers));
    }

    /// <summary>A handler that has sent requests cannot be changed.</summary>
    [Fact]
    public async Task PrimaryHandler_SharedByTwoClients_IsUsedAsItIs()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42);
        using var shared = new SocketsHttpHandler();
        var options = new DeploymentsClientOptions { BaseAddress = cloud.BaseAddress, AccessToken = cloud.AccessToken, PrimaryHandler = () => shared };
        using var first = new DeploymentsClient(options);
        await first.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken);

        using var second = new DeploymentsClient(options);

        Assert.Empty(await second.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static IDeploymentsClient Resolve(IServiceProvider services, string? key) => services.GetRequiredKeyedService<IDeploymentsClient>(key);

    private DeploymentsClientOptions Configure(DeploymentsClientOptions options)
    {
        (options.ClientId, options.ClientSecret) = ("ci", "secret-of-ci");
        options.PrimaryHandler = () => new Handler(_traffic);
        return options;
    }

    private ServiceProvider Register(string? key)
    {
        var services = new ServiceCollection();
        services.AddKeyedSpiceDeploymentsClient(key, options => Configure(options));
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class RecordedTraffic
    {
        public ConcurrentQueue<string> Requests { get; } = new();

        public int CreatedHandlers { get; set; }

        public int DisposedHandlers { get; set; }
    }

    private sealed class Handler : HttpMessageHandler
    {
        private readonly RecordedTraffic _traffic;

        public Handler(RecordedTraffic traffic)
        {
            _traffic = traffic;
            _traffic.CreatedHandlers++;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _traffic.Requests.Enqueue($"{request.Method} {request.RequestUri}");
            string body = request.Method == HttpMethod.Post ? """{"access_token":"issued","expires_in":3600}""" : """{"deployments":[]}""";
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") });
        }

        protected override void Dispose(bool disposing)
        {
            _traffic.DisposedHandlers++;
            base.Dispose(disposing);
        }
    }
}
