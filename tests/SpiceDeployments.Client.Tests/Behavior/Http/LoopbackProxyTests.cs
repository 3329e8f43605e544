using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>Requests to loopback addresses do not use the proxy of the environment, which would receive the token.</summary>
[Collection(nameof(NonParallelCollection))]
public sealed class LoopbackProxyTests : IAsyncLifetime
{
    private readonly IWebProxy _environment = HttpClient.DefaultProxy;
    private readonly WebProxy _proxy = new("http://127.0.0.1:1"); // Nothing listens there.
    private SpiceCloudEmulator? _cloud;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        HttpClient.DefaultProxy = _proxy;
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: CancellationToken);
        _cloud.AddApp(42);
        _cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
    }

    public async ValueTask DisposeAsync()
    {
        HttpClient.DefaultProxy = _environment;
        await Cloud.DisposeAsync();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task EveryRequest_StandaloneClient_IsSentDirectly(string host)
    {
        using var client = new DeploymentsClient(Configure(new DeploymentsClientOptions(), host));

        Assert.Empty(await client.ListAsync(42, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task EveryRequest_ClientOfAContainer_IsSentDirectly()
    {
        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(options => Configure(options, "127.0.0.1"));
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Empty(await provider.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task EveryRequest_ServiceDiscoveryResolvesToLoopback_IsSentDirectly()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Services:spice:http:0", (string?)Cloud.BaseAddress.OriginalString)]).Build());
        services.AddServiceDiscovery();
        services
            .AddSpiceDeploymentsClient(options => (options.BaseAddress, options.AllowHttp, options.AccessToken) = (new Uri("https+http://spice"), true, Cloud.AccessToken))
            .AddServiceDiscovery();
        await using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Empty(await provider.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task EveryRequest_ProxyOfTheProgram_IsUsed()
    {
        DeploymentsClientOptions options = Configure(new DeploymentsClientOptions(), "127.0.0.1");
        options.PrimaryHandler = () => new SocketsHttpHandler { Proxy = _proxy };
        options.TimeProvider = new AutoAdvancingTimeProvider();
        using var client = new DeploymentsClient(options);

        await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(42, cancellationToken: CancellationToken));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/", true)]
    [InlineData("http://127.9.9.9/", true)]
    [InlineData("http://localhost:5080/", true)]
    [InlineData("http://[::1]:5080/", true)]
    [InlineData("https://localhost/", true)]
    [InlineData("https://api.spice.ai/", false)]
    [InlineData("http://10.0.0.1/", false)]
    public void LoopbackBypass_Address_BypassesOnlyLoopback(string address, bool isBypassed)
    {
        var bypass = new LoopbackBypass();
        var uri = new Uri(address);

        Assert.Equal((isBypassed, isBypassed ? null : new Uri("http://127.0.0.1:1")), (bypass.IsBypassed(uri), bypass.GetProxy(uri)));
    }

    private DeploymentsClientOptions Configure(DeploymentsClientOptions options, string host)
    {
        options.BaseAddress = new UriBuilder(Cloud.BaseAddress) { Host = host }.Uri;
        options.TokenEndpoint = new UriBuilder(Cloud.TokenEndpoint) { Host = host }.Uri;
        (options.ClientId, options.ClientSecret) = ("ci", "secret-of-ci");
        return options;
    }
}
