using DocsExamples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests.OtherPackages;

/// <summary>Runs the examples that need packages other than those of this repository.</summary>
public sealed class OtherPackageTests
{
    [Fact]
    public async Task Resilience_OpenCircuit_ThrowsRateLimitExceptionAndSendsNoCreate()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42);
        cloud.Faults.OnList().Times(int.MaxValue).Fail(503, "Try later");
        using IHost host = Build(cloud);
        IDeploymentsClient client = host.Services.GetRequiredService<IDeploymentsClient>();
        while (cloud.Requests.Count < 10)
        {
            await Assert.ThrowsAnyAsync<SpiceApiException>(() => client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken));
        }

        await Assert.ThrowsAsync<SpiceRateLimitException>(() => client.CreateAsync(42, cancellationToken: TestContext.Current.CancellationToken));

        Assert.All(cloud.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Resilience_AddedToAllClients_AppliesOnlyIfAddedToTheClient(bool isAddedToTheClient, int handlers)
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        IHttpClientBuilder client = services.AddSpiceDeploymentsClient(options => options.AccessToken = "token");
        if (isAddedToTheClient)
        {
            client.AddResilienceHandler("own", pipeline => pipeline.AddTimeout(TimeSpan.FromMinutes(1)));
        }

        using ServiceProvider provider = services.BuildServiceProvider();
        HttpMessageHandler handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client.Name);

        Assert.Equal(handlers, HandlersFrom(handler).OfType<ResilienceHandler>().Count());
    }

    private static IEnumerable<HttpMessageHandler> HandlersFrom(HttpMessageHandler outermost)
    {
        for (HttpMessageHandler? handler = outermost; handler is not null; handler = (handler as DelegatingHandler)?.InnerHandler)
        {
            yield return handler;
        }
    }

    private static IHost Build(SpiceCloudEmulator cloud)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        ResilienceHandlerExamples.AddCircuitBreaker(builder, cloud.AccessToken);
        builder.Services.AddSingleton<TimeProvider>(new AutoAdvancingTimeProvider());
        builder.Services.PostConfigureAll<DeploymentsClientOptions>(options => options.BaseAddress = cloud.BaseAddress);
        return builder.Build();
    }
}
