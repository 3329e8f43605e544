using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.DependencyInjection;
using SpiceDeployments.Client.Internal;

namespace SpiceDeployments.Client.Tests.Unit.Http;

/// <summary>Every client without a primary handler of its own has the same connection settings. The tests check the settings, because their effect takes minutes.</summary>
public sealed class DefaultPrimaryHandlerTests
{
    [Fact]
    public void CreatePipeline_NoPrimaryHandler_UsesTheDefaultSettings()
    {
        var options = new DeploymentsClientOptions { AccessToken = "token" };

        using HttpMessageHandler pipeline = DeploymentsHttpClient.CreatePipeline(options, TimeProvider.System);

        AssertSettings(pipeline);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    public async Task AddSpiceDeploymentsClient_NoPrimaryHandler_UsesTheDefaultSettings(string? key)
    {
        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(options => options.AccessToken = "token");
        services.AddKeyedSpiceDeploymentsClient("acme", options => options.AccessToken = "token");
        await using ServiceProvider provider = services.BuildServiceProvider(validateScopes: true);

        AssertSettings(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ClientName.GetHttpClientName(key ?? "")));
    }

    private static void AssertSettings(HttpMessageHandler pipeline)
    {
        while (pipeline is DelegatingHandler { InnerHandler: { } inner })
        {
            pipeline = inner;
        }

        SocketsHttpHandler primary = Assert.IsType<SocketsHttpHandler>(pipeline);
        Assert.Equal(TimeSpan.FromMinutes(2), primary.PooledConnectionLifetime);
        Assert.True(primary.PooledConnectionIdleTimeout > new PollingOptions().MaxDelay);
        Assert.Equal(
            (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), HttpKeepAlivePingPolicy.WithActiveRequests),
            (primary.KeepAlivePingDelay, primary.KeepAlivePingTimeout, primary.KeepAlivePingPolicy));
        Assert.True(primary.KeepAlivePingDelay + primary.KeepAlivePingTimeout < new DeploymentsClientOptions().AttemptTimeout);
        Assert.Equal(TimeSpan.FromSeconds(15), primary.ConnectTimeout);
        Assert.True(primary.ConnectTimeout < new DeploymentsClientOptions().AttemptTimeout);
        Assert.True(primary.EnableMultipleHttp2Connections);
        Assert.Equal(DecompressionMethods.All, primary.AutomaticDecompression);
        Assert.False(primary.AllowAutoRedirect);
        Assert.False(primary.UseCookies);
    }
}
