using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>Runs one scenario against an emulator of its own.</summary>
internal sealed class ScenarioRunner : IAsyncDisposable
{
    private const long AppId = 42;

    /// <summary>How long before the deploy a foreign deployment may start.</summary>
    private static readonly TimeSpan LeadTime = TimeSpan.FromSeconds(30);

    private readonly DeployScenario _scenario;
    private readonly SteppingTimeProvider _clock;
    private readonly SpiceCloudEmulator _cloud;
    private readonly EmulatedApp _app;
    private readonly Dictionary<long, DateTimeOffset> _foreignVisibleAt = [];

    private ScenarioRunner(DeployScenario scenario, SteppingTimeProvider clock, SpiceCloudEmulator cloud)
    {
        _scenario = scenario;
        _clock = clock;
        _cloud = cloud;
        _app = cloud.AddApp(AppId);
    }

    private EmulatedService Service => _scenario.Service;

    public static async Task<ScenarioOutcome> RunAsync(DeployScenario scenario)
    {
        var clock = new SteppingTimeProvider();
        var options = new SpiceCloudEmulatorOptions
        {
            TimeProvider = clock,
            ConflictRule = scenario.Service.ConflictRule,
            ClockDifference = scenario.Service.ClockDifference,
            Normalization = scenario.Service.Normalization,
        };
        await using var runner = new ScenarioRunner(scenario, clock, await SpiceCloudEmulator.StartAsync(options));
        return await runner.RunAsync();
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    private async Task<ScenarioOutcome> RunAsync()
    {
        _cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        Script();
        Queue<(DateTimeOffset Time, Action Run)> events = CreateEvents();
        RunEarlyEvents(events);
        using DeploymentsClient client = CreateClient();
        Task<Deployment> deploying = client.DeployAsync(AppId, _scenario.Request, new DeployOptions { ConflictBehavior = _scenario.ConflictBehavior });

        await new FakeClockRunner(_clock, _cloud).RunAsync(deploying, events);

        ScenarioRecord[] records = await ReadRecordsAsync();
        return deploying.IsCompletedSuccessfully
            ? new ScenarioOutcome(await deploying, Exception: null, records)
            : new ScenarioOutcome(Deployment: null, deploying.Exception?.InnerException ?? new OperationCanceledException(), records);
    }

    private void Script()
    {
        if (Service.IsConnected)
        {
            _app.ConnectedTo("acme/quickstart");
        }

        DeploymentScript script = new DeploymentScript().QueuedFor(_scenario.QueuedFor).VisibilityDelay(Service.VisibilityDelay);
        _app.WithDefaultScript(_scenario.Outcome switch
        {
            DeployScenario.DeploymentOutcome.Fails => script.RunsFor(_scenario.RunsFor).Fails(),
            DeployScenario.DeploymentOutcome.NeverCompletes => script.NeverCompletes(),
            _ => script.RunsFor(_scenario.RunsFor).Succeeds(),
        });
        foreach (ScenarioFault fault in _scenario.Faults)
        {
            fault.AddTo(_cloud.Faults);
        }
    }

    private Queue<(DateTimeOffset Time, Action Run)> CreateEvents()
    {
        DateTimeOffset start = SteppingTimeProvider.Epoch + LeadTime;
        List<(DateTimeOffset Time, Action Run)> events = [.. _scenario.Foreign.Select(foreign => (start + foreign.At, (Action)(() => StartForeign(foreign))))];
        if (_scenario.TokensRevokedAt is { } revokedAt)
        {
            events.Add((start + revokedAt, _cloud.RevokeAllTokens));
        }

        return new(events.OrderBy(item => item.Time));
    }

    private void StartForeign(ForeignDeployment foreign)
    {
        TimeSpan visibilityDelay = foreign.IsListedLate ? Service.VisibilityDelay : TimeSpan.Zero;
        EmulatedDeployment started = foreign.Start(_app, _scenario.Request, visibilityDelay);
        _foreignVisibleAt[started.Id] = started.CreatedAt + visibilityDelay;
    }

    /// <summary>Runs the events before the deploy, which begins after <see cref="LeadTime"/>.</summary>
    private void RunEarlyEvents(Queue<(DateTimeOffset Time, Action Run)> events)
    {
        DateTimeOffset start = SteppingTimeProvider.Epoch + LeadTime;
        while (events.TryPeek(out (DateTimeOffset Time, Action Run) next) && next.Time < start)
        {
            _clock.AdvanceTo(next.Time);
            events.Dequeue().Run();
        }

        _clock.AdvanceTo(start);
    }

    private DeploymentsClient CreateClient() => new(
        new DeploymentsClientOptions
        {
            BaseAddress = _cloud.BaseAddress,
            TokenEndpoint = _cloud.TokenEndpoint,
            ClientId = "ci",
            ClientSecret = "secret-of-ci",
            AttemptTimeout = FakeClockRunner.AttemptTimeout,
            TimeProvider = _clock,
        });

    /// <summary>Reads what the service has now, and then, with every deployment visible, what it lists.</summary>
    private async Task<ScenarioRecord[]> ReadRecordsAsync()
    {
        IReadOnlyList<EmulatedDeployment> deployments = _app.Deployments;
        var history = new ScenarioHistory(Service, deployments, _foreignVisibleAt, _cloud.Requests);
        (EmulatedDeployment Deployment, string Status, bool IsSuperseded)[] states =
            [.. deployments.Select(deployment => (deployment, deployment.Status, deployment.IsSuperseded))];
        Dictionary<long, Deployment> list = await ListAsync();

        return
        [
            .. from state in states
               let deployment = state.Deployment
               let hasSentValues = HasSentValues(deployment)
               select new ScenarioRecord(deployment.Id, state.Status, state.IsSuperseded, history.IsOwn(deployment))
               {
                   HasSentValues = hasSentValues,
                   IsIndistinguishable = hasSentValues && history.IsIndistinguishable(deployment, HasSentValues),
                   IsUnpreventable = history.IsUnpreventable(deployment),
               },
        ];

        bool HasSentValues(EmulatedDeployment deployment) => SentValues.AreSame(_scenario.Request, list[deployment.Id]);
    }

    private async Task<Dictionary<long, Deployment>> ListAsync()
    {
        _cloud.Faults.Clear();
        _clock.Advance(Service.VisibilityDelay);
        using var client = new DeploymentsClient(
            new DeploymentsClientOptions { BaseAddress = _cloud.BaseAddress, AccessToken = _cloud.IssueToken(SpiceScopes.DeploymentsRead), TimeProvider = _clock });
        IReadOnlyList<Deployment> list = await client.ListAsync(AppId, new ListDeploymentsOptions { Limit = ListDeploymentsOptions.MaxLimit });
        return list.ToDictionary(deployment => deployment.Id);
    }
}
