using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

/// <summary>Programs add resilience handlers to all of their HTTP clients, as the service defaults of Aspire do. The client has retries of its own.</summary>
public sealed class ResilienceHandlerTests : IAsyncLifetime
{
    private const int AttemptsOfTheClient = 4;

    private readonly ServiceCollection _services = new();
    private readonly AttemptRecorder _attempts = new();
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListAsync_ResilienceForAllHttpClients_OnlyTheClientRetries(bool isAddedLast)
    {
        Cloud.Faults.OnList().Always().Fail(503, "Try later");
        Action[] registrations = [AddStandardResilienceToAll, () => AddClient()];
        Array.ForEach(isAddedLast ? [.. registrations.Reverse()] : registrations, register => register());

        await AssertListFailsAsync();

        Assert.Equal(AttemptsOfTheClient, Cloud.Requests.Count);
    }

    [Fact]
    public async Task ListAsync_HedgingForAllHttpClients_OnlyTheClientRetries()
    {
        Cloud.Faults.OnList().Always().Fail(503, "Try later");
        _services.ConfigureHttpClientDefaults(http => http.AddStandardHedgingHandler());
        AddClient();

        await AssertListFailsAsync();

        Assert.Equal(AttemptsOfTheClient, Cloud.Requests.Count);
    }

    /// <summary>The handler next to the network would receive the attempts of the other handler, which the client then rejects.</summary>
    [Fact]
    public async Task CreateAsync_ResilienceForAllHttpClients_AttemptsOneCreate()
    {
        Cloud.Faults.OnCreate().AfterProcessing().RespondWithHtml(503);
        AddStandardResilienceToAll();
        AddClient().AddHttpMessageHandler(() => _attempts);
        await using ServiceProvider provider = _services.BuildServiceProvider(validateScopes: true);

        Deployment created = await provider.GetRequiredService<IDeploymentsClient>()
            .CreateAsync(42, new CreateDeploymentRequest { CommitSha = "9f2c4e7" }, cancellationToken: CancellationToken);

        Assert.Equal(created.Id, Assert.Single(Cloud.GetApp(42).Deployments).Id);
        Assert.Single(_attempts.Methods, HttpMethod.Post);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ListAsync_ResilienceForTheClient_RetriesEveryAttempt(bool isAlsoAddedToAll)
    {
        Cloud.Faults.OnList().Always().Fail(503, "Try later");
        if (isAlsoAddedToAll)
        {
            AddStandardResilienceToAll();
        }

        AddClient().AddResilienceHandler("once-more", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions { MaxRetryAttempts = 1, Delay = TimeSpan.Zero }));

        await AssertListFailsAsync();

        Assert.Equal(AttemptsOfTheClient * 2, Cloud.Requests.Count);
    }

    [Fact]
    public async Task ListAsync_OtherHandlersForAllHttpClients_Stay()
    {
        _services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());
        _services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => _attempts));
        _services.ConfigureHttpClientDefaults(http => http.AddResilienceHandler("another", pipeline => pipeline.AddTimeout(TimeSpan.FromMinutes(1))));
        AddClient();
        await using ServiceProvider provider = _services.BuildServiceProvider(validateScopes: true);

        await provider.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken);

        Assert.Equal([HttpMethod.Get], _attempts.Methods);
    }

    private void AddStandardResilienceToAll() => _services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler());

    private IHttpClientBuilder AddClient() => _services.AddSpiceDeploymentsClient(options =>
    {
        (options.BaseAddress, options.AccessToken) = (Cloud.BaseAddress, Cloud.AccessToken);
        options.TimeProvider = new AutoAdvancingTimeProvider();
    });

    private async Task AssertListFailsAsync()
    {
        await using ServiceProvider provider = _services.BuildServiceProvider(validateScopes: true);
        IDeploymentsClient client = provider.GetRequiredService<IDeploymentsClient>();
        await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(42, cancellationToken: CancellationToken));
    }

    private sealed class AttemptRecorder : DelegatingHandler
    {
        public List<HttpMethod> Methods { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Methods.Add(request.Method);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
