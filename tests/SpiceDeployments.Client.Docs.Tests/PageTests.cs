using System.Threading.RateLimiting;
using DocsExamples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>The examples of the pages in <c>docs</c>, run against the emulator.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private const long AppId = 42;

    private SpiceCloudEmulator? _cloud;
    private EmulatedApp? _app;
    private DeploymentsClient? _client;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    private EmulatedApp App => _app ?? throw new InvalidOperationException();

    private DeploymentsClient Client => _client ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _app = _cloud.AddApp(AppId);
        _app.WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        _client = new DeploymentsClient(Configure(new DeploymentsClientOptions { AccessToken = _cloud.AccessToken }));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Cloud.DisposeAsync();
    }

    [Fact]
    public async Task GettingStarted_Following_DeploysAndWatchesToTheEnd()
    {
        Deployment done = await Following.WithProgressAsync(Client, AppId, new CreateDeploymentRequest());
        await Following.WithWatchAsync(Client, AppId, done.Id);

        Assert.Equal(done.Id, Assert.Single(App.Deployments).Id);
    }

    [Fact]
    public async Task Waiting_Polling_ReturnsTheDeploymentThatHasEnded()
    {
        EmulatedDeployment deployment = App.StartDeployment();

        Assert.Equal(deployment.Id, (await Polling.WaitAsync(Client, AppId, deployment.Id)).Id);
    }

    [Fact]
    public async Task Conflicts_Throwing_CreatesNothing()
    {
        App.StartDeployment("portal", new DeploymentScript().NeverCompletes());

        Assert.Null(await Conflicting.DeployAsync(Client, AppId, new CreateDeploymentRequest()));
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task Errors_Failing_TellsWhatFailedAndThrowsOn()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("No node is free", "insufficient_instances");

        DeploymentFailedException failed = await Assert.ThrowsAsync<DeploymentFailedException>(() => Failing.DeployAsync(Client, AppId, new CreateDeploymentRequest()));

        Assert.True(failed.IsTransient);
    }

    [Fact]
    public async Task Testing_Scripting_IsAConflict()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = cloud.BaseAddress, AccessToken = cloud.AccessToken });

        await Scripting.ConflictAsync(cloud, client);

        Assert.Single(cloud.GetApp(42).Deployments);
    }

    [Fact]
    public async Task Conflicts_WithATimeout_DeploysWhenNothingIsActive()
    {
        Deployment done = await Conflicting.DeployPatientlyAsync(Client, AppId, new CreateDeploymentRequest());

        Assert.Equal(done.Id, Assert.Single(App.Deployments).Id);
    }

    [Fact]
    public async Task Waiting_Resuming_WaitsForTheStoredDeployment()
    {
        EmulatedDeployment deployment = App.StartDeployment();

        Assert.Equal(deployment.Id, (await Resuming.WaitAsync(Client, AppId, deployment.Id)).Id);
    }

    [Fact]
    public async Task Rollback_ToAStoredId_DeploysTheSameAgain()
    {
        Deployment earlier = await DeployAsync(new CreateDeploymentRequest { CommitSha = "9f2c4e7", ImageTag = "2.3.2", Channel = "preview", Replicas = 3, Branch = "main" });
        await DeployAsync(new CreateDeploymentRequest { CommitSha = "1b3d5f6" });

        Deployment back = await Rollback.GoBackToAsync(Client, AppId, earlier.Id);

        Assert.Equal(("9f2c4e7", "2.3.2", "preview", 3, "main"), (back.CommitSha, back.ImageTag, back.Channel, back.Replicas, back.Branch));
        Assert.Equal($"Back to deployment {earlier.Id}", back.CommitMessage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rollback_FromABadDeployment_FindsTheLastSuccessBeforeIt(bool hasFailed)
    {
        await DeployAsync(new CreateDeploymentRequest { CommitSha = "0a1b2c3" });
        Deployment earlier = await DeployAsync(new CreateDeploymentRequest { CommitSha = "9f2c4e7" });
        DeploymentScript script = App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        _ = hasFailed ? script.Fails("Failed to pull container image") : script;
        Deployment bad = await Client.CreateAsync(AppId, new CreateDeploymentRequest { CommitSha = "1b3d5f6" }, TestContext.Current.CancellationToken);
        await Client.WaitForCompletionAsync(AppId, bad.Id, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(earlier.Id, (await Rollback.FindTheOneBeforeAsync(Client, AppId, bad.Id)).Id);
    }

    [Fact]
    public async Task Rollback_WhenNothingSucceededBefore_Throws()
    {
        Deployment only = await DeployAsync(new CreateDeploymentRequest());

        await Assert.ThrowsAsync<InvalidOperationException>(() => Rollback.FindTheOneBeforeAsync(Client, AppId, only.Id));
    }

    [Fact]
    public async Task Audit_AsSoonAsItExists_SavesTheIdBeforeItWaits()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Failed to pull container image");
        var store = new StoredIds();

        await Assert.ThrowsAsync<DeploymentFailedException>(() => Auditing.AsSoonAsItExistsAsync(Client, AppId, new CreateDeploymentRequest(), store));

        Assert.Equal([(AppId, Assert.Single(App.Deployments).Id)], store.Saved);
    }

    [Fact]
    public async Task Audit_SavedIds_AreSavedBeforeTheDeploymentHasEnded()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).NeverCompletes();
        var store = new StoredIds { OnFirstSave = () => App.Deployments.Single().CompleteSuccessfully() };
        var options = new DeployOptions { Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(10), Timeout = TimeSpan.FromSeconds(20) } };

        await Client.DeployAsync(AppId, options: options, progress: new SavedIds(store, AppId), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains((AppId, Assert.Single(App.Deployments).Id), store.Saved);
    }

    [Fact]
    public async Task Audit_WhenItHasEnded_WritesWhatWasDeployed()
    {
        using var audit = new StringWriter();

        await Auditing.WhenItHasEndedAsync(Client, AppId, new CreateDeploymentRequest { CommitSha = "9f2c4e7", ImageTag = "2.3.2" }, audit);

        EmulatedDeployment deployment = Assert.Single(App.Deployments);
        Assert.EndsWith($"app 42 deployment {deployment.Id} commit 9f2c4e7 image 2.3.2 by {deployment.CreatedBy}{Environment.NewLine}", audit.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authentication_TokenFile_IsReadForEachRequest()
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, Cloud.AccessToken + "\n", TestContext.Current.CancellationToken);
        using IHost host = Build(Handlers.WithATokenSource, services => services.AddSingleton(new TokenFile(path)));

        Assert.Empty(await host.Services.GetRequiredService<IDeploymentsClient>().ListAsync(AppId, cancellationToken: TestContext.Current.CancellationToken));

        File.Delete(path);
    }

    [Fact]
    public async Task Resilience_RateLimiter_ThatIsUsedUp_MakesNoDeployment()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        using RateLimitLease taken = limiter.AttemptAcquire();
        using IHost host = Build(builder => Handlers.WithARateLimiter(builder, Cloud.AccessToken), services => services.AddSingleton<RateLimiter>(limiter));

        await Assert.ThrowsAsync<SpiceRateLimitException>(
            () => host.Services.GetRequiredService<IDeploymentsClient>().CreateAsync(AppId, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task Resilience_HandlerFromTheDefaults_SeesTheCallWithoutAToken()
    {
        var above = new RecordedCalls();
        var below = new RecordedCalls();
        using IHost host = Build(
            builder =>
            {
                builder.Services.AddSpiceDeploymentsClient(options => options.AccessToken = Cloud.AccessToken).AddHttpMessageHandler(() => below);
                builder.Services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => above));
            },
            _ => { });

        await host.Services.GetRequiredService<IDeploymentsClient>().ListAsync(AppId, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([false], above.HadToken);
        Assert.Equal([true], below.HadToken);
    }

    [Fact]
    public void Resilience_RateLimiter_StartsWithItsBurst()
    {
        using IHost host = Build(builder => Handlers.WithARateLimiter(builder, Cloud.AccessToken), _ => { });

        Assert.Equal(100, host.Services.GetRequiredService<RateLimiter>().GetStatistics()?.CurrentAvailablePermits);
    }

    [Fact]
    public void Resilience_Proxy_IsThatOfThePrimaryHandlerThatStandsThere()
    {
        using IHost host = Build(builder => Handlers.WithAProxy(builder, Cloud.AccessToken), _ => { });
        HttpMessageHandler? handler = host.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("SpiceDeployments.Client");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        SocketsHttpHandler primary = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.Equal(new Uri("http://proxy.example:8080"), primary.Proxy?.GetProxy(new Uri("https://api.spice.ai")));
        Assert.False(primary.AllowAutoRedirect);
    }

    private Task<Deployment> DeployAsync(CreateDeploymentRequest request) =>
        Client.DeployAsync(AppId, request, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>The host of an example, with what this test adds after it.</summary>
    private IHost Build(Action<HostApplicationBuilder> example, Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        example(builder);
        add(builder.Services);
        builder.Services.PostConfigureAll<DeploymentsClientOptions>(options => Configure(options));
        return builder.Build();
    }

    /// <summary>Leads a client to the emulator, without the delays of the real service.</summary>
    private DeploymentsClientOptions Configure(DeploymentsClientOptions options)
    {
        options.BaseAddress = Cloud.BaseAddress;
        options.Polling.InitialDelay = TimeSpan.FromMilliseconds(10);
        return options;
    }
}
