using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>The address of the API is the name of a service, which the service discovery of the program resolves.</summary>
public sealed class ServiceDiscoveryTests : IAsyncLifetime
{
    private readonly AutoAdvancingTimeProvider _clock = new();
    private SpiceCloudEmulator? _cloud;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: CancellationToken);
        _cloud.AddApp(42);
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

    [Theory]
    [InlineData("https+http://spice")]
    [InlineData("http+https://spice")]
    [InlineData("http://spice")]
    public async Task EveryRequest_DiscoveryForAllHttpClients_IsSentToTheResolvedAddress(string address)
    {
        await using ServiceProvider services = Register(address, (services, _) => services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery()));
        IDeploymentsClient client = services.GetRequiredService<IDeploymentsClient>();

        Deployment created = await client.CreateAsync(42, cancellationToken: CancellationToken);

        Assert.Equal(created.Id, Assert.Single(await client.ListAsync(42, cancellationToken: CancellationToken)).Id);
    }

    /// <summary>As the service defaults of Aspire add them; only the discovery applies to the client.</summary>
    [Fact]
    public async Task EveryRequest_DiscoveryAndResilienceForAllHttpClients_IsSentToTheResolvedAddress()
    {
        await using ServiceProvider services = Register("https+http://spice", (services, _) => services.ConfigureHttpClientDefaults(http =>
        {
            http.AddStandardResilienceHandler();
            http.AddServiceDiscovery();
        }));

        Assert.Empty(await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task EveryRequest_DiscoveryForTheClient_IsSentToTheResolvedAddress()
    {
        await using ServiceProvider services = Register("https+http://spice", (_, builder) => builder.AddServiceDiscovery());

        Assert.Empty(await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task CreateAsync_NoDiscovery_ThrowsNotSent()
    {
        await using ServiceProvider services = Register("https+http://spice:80/base", (_, _) => { });

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(
            () => services.GetRequiredService<IDeploymentsClient>().CreateAsync(42, cancellationToken: CancellationToken));

        Assert.Equal(RequestDisposition.NotProcessed, exception.Disposition);
        Assert.Equal(
            "Could not connect to spice:80; POST /base/v1/apps/42/deployments was not sent. "
            + "No service discovery has resolved the scheme of 'https+http://spice:80': call AddServiceDiscovery for the HTTP clients of the program.",
            exception.Message);
    }

    [Fact]
    public async Task CreateAsync_NoDiscoveryWithoutContainer_ThrowsNotSent()
    {
        using var client = new DeploymentsClient(
            new DeploymentsClientOptions { BaseAddress = new Uri("http+https://spice"), AllowHttp = true, AccessToken = "a-token-of-the-test", TimeProvider = _clock });

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => client.CreateAsync(42, cancellationToken: CancellationToken));

        Assert.Equal(RequestDisposition.NotProcessed, exception.Disposition);
    }

    private ServiceProvider Register(string address, Action<IServiceCollection, IHttpClientBuilder> addDiscovery)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Services:spice:http:0", (string?)Cloud.BaseAddress.OriginalString)]).Build());
        services.AddServiceDiscovery();
        IHttpClientBuilder builder = services.AddSpiceDeploymentsClient(options =>
        {
            (options.BaseAddress, options.AllowHttp) = (new Uri(address), true);
            (options.AccessToken, options.TimeProvider) = (Cloud.AccessToken, _clock);
        });
        addDiscovery(services, builder);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
