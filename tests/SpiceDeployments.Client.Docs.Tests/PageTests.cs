using System.Threading.RateLimiting;
using DocsExamples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Runs the examples of the pages in <c>docs</c> against the emulator.</summary>
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
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { CreatedByFormat = CreatedByFormat.Text }, TestContext.Current.CancellationToken);
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
    public async Task GettingStarted_ReportProgressAndWatch_DeploysOnce()
    {
        Deployment done = await GettingStartedExamples.ReportProgressAsync(Client, AppId, new CreateDeploymentRequest());
        await GettingStartedExamples.WatchAsync(Client, AppId, done.Id);

        Assert.Equal(done.Id, Assert.Single(App.Deployments).Id);
    }

    [Fact]
    public async Task GitMetadata_Detected_IsDeployed()
    {
        await GitMetadataExamples.DeployAsync(Client, AppId, "2.3.2");

        EmulatedDeployment deployment = Assert.Single(App.Deployments);
        var metadata = GitMetadata.Detect();
        Assert.Equal((metadata?.Branch, metadata?.CommitSha, metadata?.CommitMessage), (deployment.Branch, deployment.CommitSha, deployment.CommitMessage));
    }

    [Fact]
    public void GitMetadata_MessageOnly_ChoosesNothing()
    {
        var metadata = new GitMetadata { Branch = "main", CommitSha = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345", CommitMessage = "Add x" };

        Assert.Equal(
            new CreateDeploymentRequest { Replicas = 2, CommitMessage = "Add x" },
            GitMetadataExamples.AddMessage(new CreateDeploymentRequest { Replicas = 2 }, metadata));
    }

    [Fact]
    public async Task Waiting_WithPollingOptions_ReturnsCompletedDeployment()
    {
        EmulatedDeployment deployment = App.StartDeployment();

        Assert.Equal(deployment.Id, (await WaitingExamples.WaitAsync(Client, AppId, deployment.Id)).Id);
    }

    [Fact]
    public async Task Conflicts_Throw_CreatesNothing()
    {
        App.StartDeployment("portal", new DeploymentScript().NeverCompletes());

        Assert.Null(await ConflictExamples.DeployOrThrowAsync(Client, AppId, new CreateDeploymentRequest()));
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task Errors_TransientFailure_IsRethrown()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("No node is free", "insufficient_instances");

        DeploymentFailedException failed = await Assert.ThrowsAsync<DeploymentFailedException>(() => ErrorExamples.DeployAsync(Client, AppId, new CreateDeploymentRequest()));

        Assert.True(failed.IsTransient);
    }

    [Fact]
    public async Task Testing_ActiveDeployment_CausesConflict()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = cloud.BaseAddress, AccessToken = cloud.AccessToken });

        await TestingExamples.CreateConflictAsync(cloud, client);

        Assert.Single(cloud.GetApp(42).Deployments);
    }

    [Fact]
    public async Task Conflicts_WithTimeout_DeploysIfNothingIsActive()
    {
        Deployment done = await ConflictExamples.DeployWithTimeoutAsync(Client, AppId, new CreateDeploymentRequest());

        Assert.Equal(done.Id, Assert.Single(App.Deployments).Id);
    }

    [Fact]
    public async Task Conflicts_CreateWithWait_CreatesAfterTheActiveDeployment()
    {
        var clock = new AutoAdvancingTimeProvider();
        await using SpiceCloudEmulator cloud = await StartAsync(clock);
        EmulatedApp app = cloud.AddApp(AppId);
        EmulatedDeployment active = app.StartDeployment("portal", new DeploymentScript().RunsFor(TimeSpan.FromMinutes(1)));
        using DeploymentsClient client = CreateClient(cloud, clock);

        Deployment created = await ConflictExamples.CreateWithWaitAsync(client, AppId, new CreateDeploymentRequest());

        Assert.Contains(cloud.Requests, request => request.StatusCode is 409);
        Assert.Equal("succeeded", active.Status);
        Assert.Equal(app.Deployments[0].Id, created.Id);
    }

    [Fact]
    public async Task Testing_Failure_IsThrown() => await TestingExamples.ThrowFailureAsync();

    [Fact]
    public async Task Testing_Output_ReceivesTheRequest()
    {
        ITestOutputHelper output = TestContext.Current.TestOutputHelper!;

        await TestingExamples.ListAppsWithOutputAsync(output);

        Assert.Contains("GET /v1/apps -> 401", output.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Testing_OneClock_NineMinutesPass() =>
        Assert.InRange(await TestingExamples.DeployOnOneClockAsync(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));

    [Fact]
    public async Task Testing_LostResponsesWithEveryRule_CreateOneDeploymentEach() => await TestingExamples.LoseResponsesWithEveryRuleAsync();

    [Fact]
    public async Task Testing_AppInAnyState_IsConfigured()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        string? name = TestingExamples.ConfigureApp(cloud);

        EmulatedApp app = cloud.GetApp(42);
        Assert.Equal(("orders", "data", "2.4.0", 2, true), (name, app.Settings.Tags["team"], app.Settings.ImageTag, app.Settings.Replicas, app.IsPaused));
    }

    [Fact]
    public async Task Testing_ChangedValues_AreStored()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        TestingExamples.ChangeValues(cloud);
        var sent = new DeploymentValues { CommitSha = "9f2c4e7", CommitMessage = new string('x', 100) };

        EmulatedDeployment[] stored = [.. ((long[])[42, 43, 44]).Select(id => cloud.GetApp(id).StartDeployment("api", values: sent))];

        Assert.Equal(
            [(40, "main", "api"), (40, null, "api"), (7, null, "sdk")],
            stored.Select(deployment => (deployment.CommitSha?.Length ?? 0, deployment.Branch, deployment.CreationSource)));
        Assert.Equal(["Commit 9f2c4e7 of acme/quickstart", new string('x', 71) + "…", new string('x', 100)], stored.Select(deployment => deployment.CommitMessage));
    }

    [Fact]
    public async Task Waiting_Resume_WaitsForStoredDeployment()
    {
        EmulatedDeployment deployment = App.StartDeployment();

        Assert.Equal(deployment.Id, (await WaitingExamples.ResumeAsync(Client, AppId, deployment.Id)).Id);
    }

    [Fact]
    public async Task Rollback_ToStoredId_DeploysSameValues()
    {
        Deployment earlier = await DeployAsync(new CreateDeploymentRequest { CommitSha = "9f2c4e7", ImageTag = "2.3.2", Channel = "preview", Replicas = 3, Branch = "main" });
        await DeployAsync(new CreateDeploymentRequest { CommitSha = "1b3d5f6" });

        Deployment back = await RollbackExamples.RollBackToAsync(Client, AppId, earlier.Id);

        Assert.Equal(("9f2c4e7", "2.3.2", "preview", 3, "main"), (back.CommitSha, back.ImageTag, back.Channel, back.Replicas, back.Branch));
        Assert.Equal($"Roll back to deployment {earlier.Id}", back.CommitMessage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rollback_FromBadDeployment_FindsPreviousSuccess(bool hasFailed)
    {
        await DeployAsync(new CreateDeploymentRequest { CommitSha = "0a1b2c3" });
        Deployment earlier = await DeployAsync(new CreateDeploymentRequest { CommitSha = "9f2c4e7" });
        DeploymentScript script = App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        _ = hasFailed ? script.Fails("Failed to pull container image") : script;
        Deployment bad = await Client.CreateAsync(AppId, new CreateDeploymentRequest { CommitSha = "1b3d5f6" }, cancellationToken: TestContext.Current.CancellationToken);
        await Client.WaitForCompletionAsync(AppId, bad.Id, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(earlier.Id, (await RollbackExamples.FindPreviousSuccessAsync(Client, AppId, bad.Id)).Id);
    }

    [Fact]
    public async Task Rollback_WithoutEarlierSuccess_Throws()
    {
        Deployment only = await DeployAsync(new CreateDeploymentRequest());

        await Assert.ThrowsAsync<InvalidOperationException>(() => RollbackExamples.FindPreviousSuccessAsync(Client, AppId, only.Id));
    }

    [Fact]
    public async Task Audit_FailedDeployment_IdIsSaved()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Failed to pull container image");
        var store = new StoredIds();

        await Assert.ThrowsAsync<DeploymentFailedException>(() => RollbackExamples.SaveIdAndWaitAsync(Client, AppId, new CreateDeploymentRequest(), store));

        Assert.Equal([(AppId, Assert.Single(App.Deployments).Id)], store.Saved);
    }

    [Fact]
    public async Task Audit_Conflict_SavesIdOfOwnDeployment()
    {
        var clock = new AutoAdvancingTimeProvider();
        await using SpiceCloudEmulator cloud = await StartAsync(clock);
        EmulatedApp app = cloud.AddApp(AppId);
        EmulatedDeployment active = app.StartDeployment("portal", new DeploymentScript().RunsFor(TimeSpan.FromMinutes(1)));
        using DeploymentsClient client = CreateClient(cloud, clock);
        var store = new StoredIds();

        await RollbackExamples.SaveIdAndWaitAsync(client, AppId, new CreateDeploymentRequest(), store);

        Assert.Equal([(AppId, app.Deployments[0].Id)], store.Saved);
        Assert.NotEqual(active.Id, app.Deployments[0].Id);
    }

    [Fact]
    public async Task Audit_CompletedDeployment_WritesWhatWasDeployed()
    {
        using var audit = new StringWriter();

        await RollbackExamples.WriteAuditRecordAsync(Client, AppId, new CreateDeploymentRequest { CommitSha = "9f2c4e7", ImageTag = "2.3.2" }, audit);

        EmulatedDeployment deployment = Assert.Single(App.Deployments);
        Assert.EndsWith($"app 42 deployment {deployment.Id} commit 9f2c4e7 image 2.3.2 by {deployment.CreatedBy}{Environment.NewLine}", audit.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observability_Statistics_CountTheFailure()
    {
        await DeployAsync(new CreateDeploymentRequest());
        App.StartDeployment(script: new DeploymentScript().NeverCompletes()).Fail("No node is free", "insufficient_instances");

        DeploymentHistory history = await ObservabilityExamples.WriteStatisticsAsync(Client, AppId);

        Assert.Equal((0.5, 1), (history.SuccessRate, history.FailuresByReason[DeploymentFailureReason.InsufficientInstances]));
    }

    [Fact]
    public void Observability_SlowDeploymentFactor_IsSet()
    {
        using IHost host = Build(builder => ObservabilityExamples.WarnOfSlowDeployments(builder, Cloud.AccessToken), _ => { });

        Assert.Equal(2.5, host.Services.GetRequiredService<IOptions<DeploymentsClientOptions>>().Value.SlowDeploymentFactor);
    }

    [Fact]
    public async Task Authentication_FileTokenProvider_ReadsTheFileAgainAfterRejection()
    {
        string path = Path.GetTempFileName();
        string first = Cloud.IssueToken(SpiceScopes.DeploymentsRead);
        await File.WriteAllTextAsync(path, first + "\n", TestContext.Current.CancellationToken);
        using IHost host = Build(AuthenticationExamples.AddTokenProvider, services => services.AddSingleton(new FileTokenProvider(path)));
        IDeploymentsClient client = host.Services.GetRequiredService<IDeploymentsClient>();
        Assert.Empty(await client.ListAsync(AppId, cancellationToken: TestContext.Current.CancellationToken));

        await File.WriteAllTextAsync(path, Cloud.AccessToken, TestContext.Current.CancellationToken);
        Assert.Empty(await client.ListAsync(AppId, cancellationToken: TestContext.Current.CancellationToken));
        Cloud.RevokeToken(first);
        Assert.Empty(await client.ListAsync(AppId, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal([first, first, first, Cloud.AccessToken], Cloud.Requests.Select(request => request.Headers["Authorization"]["Bearer ".Length..]));
        File.Delete(path);
    }

    [Fact]
    public async Task Resilience_RateLimiterWithoutPermits_SendsNothing()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        using RateLimitLease taken = limiter.AttemptAcquire();
        using IHost host = Build(builder => ResilienceExamples.AddRateLimiter(builder, Cloud.AccessToken), services => services.AddSingleton<RateLimiter>(limiter));

        await Assert.ThrowsAsync<SpiceRateLimitException>(
            () => host.Services.GetRequiredService<IDeploymentsClient>().CreateAsync(AppId, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task Resilience_HandlerFromDefaults_ReceivesRequestWithoutToken()
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
    public void Resilience_RateLimiter_StartsWithAllPermits()
    {
        using IHost host = Build(builder => ResilienceExamples.AddRateLimiter(builder, Cloud.AccessToken), _ => { });

        Assert.Equal(100, host.Services.GetRequiredService<RateLimiter>().GetStatistics()?.CurrentAvailablePermits);
    }

    [Fact]
    public void Resilience_ProxyInOptions_IsUsedByThePrimaryHandler()
    {
        using var primary = Assert.IsType<SocketsHttpHandler>(ResilienceExamples.CreateOptionsWithProxy("token").PrimaryHandler?.Invoke());

        Assert.Equal(new Uri("http://proxy.example:8080"), primary.Proxy?.GetProxy(new Uri("https://api.spice.ai")));
    }

    [Fact]
    public void Resilience_Proxy_IsSetOnDefaultPrimaryHandler()
    {
        using IHost host = Build(builder => ResilienceExamples.AddProxy(builder, Cloud.AccessToken), _ => { });
        HttpMessageHandler? handler = host.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("SpiceDeployments.Client");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        SocketsHttpHandler primary = Assert.IsType<SocketsHttpHandler>(handler);
        Assert.Equal(new Uri("http://proxy.example:8080"), primary.Proxy?.GetProxy(new Uri("https://api.spice.ai")));
        Assert.False(primary.AllowAutoRedirect);
    }

    private static Task<SpiceCloudEmulator> StartAsync(TimeProvider clock) =>
        SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock }, TestContext.Current.CancellationToken);

    private static DeploymentsClient CreateClient(SpiceCloudEmulator cloud, TimeProvider clock) =>
        new(new DeploymentsClientOptions { BaseAddress = cloud.BaseAddress, AccessToken = cloud.AccessToken, TimeProvider = clock });

    private Task<Deployment> DeployAsync(CreateDeploymentRequest request) =>
        Client.DeployAsync(AppId, request, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Builds the host of an example with the services that a test adds.</summary>
    private IHost Build(Action<HostApplicationBuilder> example, Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        example(builder);
        add(builder.Services);
        builder.Services.PostConfigureAll<DeploymentsClientOptions>(options => Configure(options));
        return builder.Build();
    }

    /// <summary>Directs a client to the emulator, with short delays.</summary>
    private DeploymentsClientOptions Configure(DeploymentsClientOptions options)
    {
        options.BaseAddress = Cloud.BaseAddress;
        options.Polling.InitialDelay = TimeSpan.FromMilliseconds(10);
        return options;
    }
}
