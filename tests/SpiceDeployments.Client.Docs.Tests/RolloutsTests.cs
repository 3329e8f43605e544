using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using DocsExamples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Runs the examples of <c>docs/rollouts.md</c> against the emulator.</summary>
public sealed class RolloutsTests : IAsyncLifetime
{
    private const string Id = "build-7";
    private const string Commit = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345";
    private const string Spicepod = "version: v2\nkind: Spicepod\nname: sales\n";

    private readonly AutoAdvancingTimeProvider _clock = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private SpiceCloudEmulator? _cloud;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync() =>
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task InAHost_TwelveApps_DeploysTheWaves()
    {
        long[] ids = AddApps(12);
        using IHost host = await StartHostAsync(RolloutsExamples.Register);

        Rollout done = await new CommitRollout(GetClient(host)).RunAsync("7", ids, Commit, CancellationToken);

        Assert.Equal((RolloutStatus.Succeeded, 3), (done.Status, done.Waves.Count));
        Assert.All(Cloud.Apps, app => Assert.Equal(Commit, Assert.Single(app.Deployments).CommitSha));
        Assert.True(done.CompletedAt - done.CreatedAt >= TimeSpan.FromMinutes(10)); // Two bake times.
    }

    [Fact]
    public async Task InAHost_Restart_ContinuesTheRollout()
    {
        AddApps(2);
        var gate = new SwitchGate();
        using (IHost first = await StartHostAsync(RolloutsExamples.Register, gate.Register))
        {
            await GetClient(first).StartAsync(Id, CreateRequest(1, 2) with { WaveSizes = [1], Gate = SwitchGate.Name }, CancellationToken);
            await gate.Evaluated.WaitAsync(CancellationToken);
            await first.StopAsync(CancellationToken);
        }

        Assert.Empty(Cloud.GetApp(2).Deployments);
        gate.IsOpen = true;
        using IHost second = await StartHostAsync(RolloutsExamples.Register, gate.Register);
        Rollout done = await RolloutsExamples.ResumeAsync(GetClient(second), Id);

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, RolloutStatus.Succeeded)]
    [InlineData(HttpStatusCode.BadGateway, RolloutStatus.Failed)]
    public async Task SmokeTest_ResponseOfTheApp_Decides(HttpStatusCode response, RolloutStatus expected)
    {
        AddApps(2);
        var program = new Site(response);
        using IHost host = await StartHostAsync(
            RolloutsExamples.Register,
            RolloutsExamples.RegisterSmokeTest,
            builder => builder.Services.AddHttpClient<SmokeTest>().ConfigurePrimaryHttpMessageHandler(() => program));

        Rollout done = await RunAsync(host, CreateRequest(1, 2) with { WaveSizes = [1], Gate = "smoke-test" });

        Assert.Equal(expected, done.Status);
        Assert.Equal("https://shop.example/orders/1", program.Requests[0].Address);
        Assert.Equal(expected is RolloutStatus.Failed ? "Gate 'smoke-test' stopped the rollout after wave 1: app 1 responds with 502" : null, done.Message);
    }

    [Fact]
    public async Task HttpGate_EachApp_IsRequestedWithItsKey()
    {
        AddApps(2);
        var app = new Site(HttpStatusCode.OK);
        using IHost host = await StartHostAsync(
            RolloutsExamples.Register,
            builder => RolloutsExamples.RegisterHttpGate(builder, new Dictionary<long, string> { [1] = "key-of-1", [2] = "key-of-2" }),
            builder => builder.Services.AddHttpClient("SpiceRolloutGate:ready").ConfigurePrimaryHttpMessageHandler(() => app),
            builder => builder.Services.AddSpiceDeploymentsClient(_ => { }).AddHttpMessageHandler(() => new EndpointHandler()));

        Rollout done = await RunAsync(host, CreateRequest(1, 2) with { Gate = "ready" });

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.Equal(["https://1.apps.example/v1/ready", "https://2.apps.example/v1/ready"], app.Requests.Select(request => request.Address).Order(StringComparer.Ordinal));
        Assert.Equal(["key-of-1", "key-of-2"], app.Requests.Select(request => request.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PauseResumeAndStop_StartsNoFurtherApp()
    {
        AddApps(2);
        var gate = new SwitchGate();
        using IHost host = await StartHostAsync(RolloutsExamples.Register, gate.Register);
        await GetClient(host).StartAsync(Id, CreateRequest(1, 2) with { WaveSizes = [1], Gate = SwitchGate.Name }, CancellationToken);
        await gate.Evaluated.WaitAsync(CancellationToken);

        Rollout stopped = await RolloutsExamples.PauseResumeAndStopAsync(GetClient(host), Id);

        Assert.Equal((RolloutStatus.Stopped, "The dashboards show errors"), (stopped.Status, stopped.Message));
        Assert.Equal([1, 0], Cloud.Apps.Select(app => app.Deployments.Count));
    }

    [Fact]
    public async Task Retry_OneFailed_DeploysOnlyThatOne()
    {
        AddApps(2);
        Cloud.GetApp(2).ScriptNextDeployment().Fails();
        using IHost host = await StartHostAsync(RolloutsExamples.Register);
        Rollout failed = await RunAsync(host, CreateRequest(1, 2));

        Rollout done = await RolloutsExamples.RetryAsync(GetClient(host), Id);

        Assert.Equal((RolloutStatus.Failed, RolloutStatus.Succeeded, 2), (failed.Status, done.Status, done.Attempt));
        Assert.Equal([1, 2], Cloud.Apps.Select(app => app.Deployments.Count));
    }

    [Fact]
    public async Task Spicepod_SecondAppFails_BothArePutBack()
    {
        long[] ids = AddApps(3);
        Cloud.GetApp(2).ScriptNextDeployment().Fails();
        using IHost host = await StartHostAsync(RolloutsExamples.Register);
        string before = $"{Cloud.GetApp(1).Settings.Spicepod}";

        Rollout done = await RunAsync(host, RolloutsExamples.CreateSpicepodRequest(ids, Spicepod));

        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Equal(before, $"{app.Settings.Spicepod}"));
        Assert.Equal(2, Cloud.GetApp(1).Deployments.Count);
    }

    [Fact]
    public async Task RollbackAndAudit_DeploymentFails_PutsTheAppBack()
    {
        AddApps(1);
        Cloud.GetApp(1).ScriptNextDeployment().Fails();
        using IHost host = await StartHostAsync(RolloutsExamples.Register);

        Rollout done = await RollbackExamples.DeployWithRollbackAsync(GetClient(host), Id, appId: 1, Spicepod);

        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.Contains("orders", $"{Cloud.GetApp(1).Settings.Spicepod}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task RollBack_SomeoneElseHasDeployed_LeavesThatApp()
    {
        AddApps(1);
        Cloud.GetApp(1).StartDeployment();
        _clock.Advance(TimeSpan.FromHours(1));
        using IHost host = await StartHostAsync(RolloutsExamples.Register);
        await RunAsync(host, CreateRequest(1));
        EmulatedDeployment other = Cloud.GetApp(1).StartDeployment();
        _clock.Advance(TimeSpan.FromHours(1));

        Rollout done = await RolloutsExamples.RollBackAsync(GetClient(host), Id);

        Assert.Equal(RolloutStatus.RollbackFailed, done.Status);
        Assert.Equal($"Someone else has created deployment {other.Id} since.", Assert.Single(done.Targets).RollbackMessage);
    }

    [Fact]
    public async Task SeveralOrganizations_EachHasItsClient()
    {
        Cloud.AddApp(42).InOrganization("retail");
        Cloud.AddApp(77).InOrganization("logistics");
        using IHost host = await StartHostAsync(builder => RolloutsExamples.RegisterOrganizations(builder, Cloud.AccessToken, Cloud.AccessToken));

        Rollout done = await RunAsync(host, RolloutsExamples.CreateRequestForOrganizations());

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OwnStore_ReplacesTheFilesAndOneReplicaResumes(bool isFirstReplica)
    {
        AddApps(1);
        using IHost host = await StartHostAsync(RolloutsExamples.Register, builder => RolloutsExamples.RegisterStore(builder, isFirstReplica));

        Rollout done = await RunAsync(host, CreateRequest(1));

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.NotEmpty(await host.Services.GetRequiredService<IRolloutStore>().LoadAsync(Id, CancellationToken));
        Assert.Empty(_folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Telemetry_OfObservabilityPage_HasTheActivities()
    {
        AddApps(1);
        var activities = new ConcurrentQueue<Activity>();
        using IHost host = await StartHostAsync(
            RolloutsExamples.Register,
            ObservabilityExamples.AddRolloutTelemetry,
            builder => builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(new Recorder(activities))));

        await RunAsync(host, CreateRequest(1));

        await GetClient(host).WaitForCompletionAsync(Id, cancellationToken: CancellationToken);
        await host.StopAsync(CancellationToken);
        Assert.Equal(["spice.rollout.target", "spice.rollout"], activities.Where(activity => Equals(activity.GetTagItem("spice.rollout.id"), Id)).Select(activity => activity.OperationName));
    }

    /// <summary>The files that the page describes.</summary>
    [Fact]
    public async Task Files_OfACompletedRollout_AreThoseOfThePage()
    {
        AddApps(1);
        using IHost host = await StartHostAsync(RolloutsExamples.Register);
        await RunAsync(host, CreateRequest(1));

        IEnumerable<string> files = new DirectoryInfo(Path.Combine(_folder.FullName, Id)).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

        Assert.Equal(["completed", "journal.jsonl", "lock"], files);
        Assert.All(files, file => Assert.Contains($"| `{file}` |", Texts.Read("docs/rollouts.md"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(RolloutStatus))]
    [InlineData(typeof(RolloutTargetStatus))]
    public void Statuses_OfThePage_AreThoseOfTheEnum(Type type)
    {
        string heading = type == typeof(RolloutStatus) ? "| Rollout | What is true" : "| App (`RolloutTargetStatus`) | What is true";
        string table = Texts.Read("docs/rollouts.md").ReplaceLineEndings("\n").Split(heading)[1].Split("\n\n")[0];

        Assert.Equal(Enum.GetNames(type), table.Split('\n').Skip(2).Select(row => row.Split('`')[1]));
    }

    private static RolloutRequest CreateRequest(params long[] ids) => new()
    {
        Targets = [.. ids.Select(id => new RolloutTarget { AppId = id, Request = new CreateDeploymentRequest { CommitSha = Commit } })],
    };

    private static IRolloutClient GetClient(IHost host) => host.Services.GetRequiredService<IRolloutClient>();

    private static async Task<Rollout> RunAsync(IHost host, RolloutRequest request)
    {
        await GetClient(host).StartAsync(Id, request, CancellationToken);
        return await GetClient(host).WaitForCompletionAsync(Id, cancellationToken: CancellationToken);
    }

    private long[] AddApps(int count)
    {
        long[] ids = [.. Enumerable.Range(1, count)];
        Assert.All(ids, id => Cloud.AddApp(id).WithSpicepod("version: v2\nkind: Spicepod\nname: orders\n"));
        return ids;
    }

    /// <summary>Starts a host with examples of the page, which reach the emulator and store their files in a folder of the test.</summary>
    private async Task<IHost> StartHostAsync(params Action<HostApplicationBuilder>[] examples)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("SpiceDeployments:AccessToken", Cloud.AccessToken)]);
        Assert.All(examples, example => example(builder));
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.PostConfigureAll<RolloutsOptions>(options => options.Directory = options.Directory is null ? null : _folder.FullName);
        builder.Services.PostConfigureAll<DeploymentsClientOptions>(options => (options.BaseAddress, options.TimeProvider) = (Cloud.BaseAddress, _clock));
        IHost host = builder.Build();
        await host.StartAsync(CancellationToken);
        return host;
    }

    private sealed class Recorder(ConcurrentQueue<Activity> activities) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => activities.Enqueue(data);
    }

    /// <summary>A gate that is not passed until it is open.</summary>
    private sealed class SwitchGate : IRolloutGate
    {
        public const string Name = "switch";

        private readonly TaskCompletionSource _evaluated = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsOpen { get; set; }

        public Task Evaluated => _evaluated.Task;

        public void Register(HostApplicationBuilder builder) => builder.Services.AddKeyedSingleton<IRolloutGate>(Name, this);

        public Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken)
        {
            _evaluated.TrySetResult();
            return Task.FromResult(IsOpen ? RolloutGateDecision.Proceed : RolloutGateDecision.Wait(TimeSpan.FromSeconds(15)));
        }
    }

    /// <summary>Responds to every request as an app or a program in front of it does.</summary>
    private sealed class Site(HttpStatusCode response) : HttpMessageHandler
    {
        private readonly Lock _lock = new();

        public List<(string? Address, string? Key)> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Requests.Add((request.RequestUri?.ToString(), request.Headers.TryGetValues("X-API-Key", out IEnumerable<string>? keys) ? keys.Single() : null));
            }

            return Task.FromResult(new HttpResponseMessage(response));
        }
    }

    /// <summary>Adds the endpoint to an app, which the emulator does not send.</summary>
    private sealed class EndpointHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) is JsonObject app && app["id"] is { } id && request.RequestUri?.AbsolutePath == $"/v1/apps/{id}")
            {
                app["endpoint"] = $"https://{id}.apps.example";
                response.Content = new StringContent(app.ToJsonString());
            }

            return response;
        }
    }
}
