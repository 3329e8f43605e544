using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>Runs scenarios one after the other, each with its own app.</summary>
internal sealed class ScenarioRunner : IAsyncDisposable
{
    private readonly SteppingTimeProvider _clock;
    private readonly SpiceCloudEmulator _cloud;
    private readonly FakeClockRunner _runner;
    private long _lastAppId;

    private ScenarioRunner(SteppingTimeProvider clock, SpiceCloudEmulator cloud)
    {
        _clock = clock;
        _cloud = cloud;
        _runner = new FakeClockRunner(clock, cloud);
    }

    public static async Task<ScenarioRunner> StartAsync(ConflictRule rule)
    {
        var clock = new SteppingTimeProvider();
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock, ConflictRule = rule });
        cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        return new ScenarioRunner(clock, cloud);
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    public async Task<ScenarioOutcome> RunAsync(DeployScenario scenario)
    {
        EmulatedApp app = _cloud.AddApp(++_lastAppId);
        string sha = $"commit-of-{app.Id}";
        Script(scenario, app);
        using DeploymentsClient client = CreateClient();
        var options = new DeployOptions { ConflictBehavior = scenario.ConflictBehavior };
        Task<Deployment> deploying = client.DeployAsync(app.Id, new CreateDeploymentRequest { Branch = "main", CommitSha = sha }, options);

        await _runner.RunAsync(deploying, CreateEvents(scenario, app));

        _cloud.Faults.Clear();
        EmulatedDeployment[] created = [.. app.Deployments.Where(deployment => deployment.CommitSha == sha)];
        return deploying.IsCompletedSuccessfully
            ? new ScenarioOutcome(await deploying, Exception: null, created)
            : new ScenarioOutcome(Deployment: null, deploying.Exception?.InnerException ?? new OperationCanceledException(), created);
    }

    private void Script(DeployScenario scenario, EmulatedApp app)
    {
        DeploymentScript script = app.ScriptNextDeployment().QueuedFor(scenario.QueuedFor).VisibilityDelay(scenario.VisibilityDelay);
        _ = scenario.Outcome switch
        {
            DeployScenario.DeploymentOutcome.Fails => script.RunsFor(scenario.RunsFor).Fails(),
            DeployScenario.DeploymentOutcome.NeverCompletes => script.NeverCompletes(),
            _ => script.RunsFor(scenario.RunsFor).Succeeds(),
        };
        foreach (ScenarioFault fault in scenario.Faults)
        {
            fault.AddTo(_cloud.Faults);
        }
    }

    private Queue<(DateTimeOffset Time, Action Run)> CreateEvents(DeployScenario scenario, EmulatedApp app)
    {
        DateTimeOffset start = _clock.GetUtcNow();
        List<(DateTimeOffset Time, Action Run)> events = [.. scenario.OtherDeploymentsAt.Select(time => (start + time, (Action)(() => app.StartDeployment())))];
        if (scenario.TokensRevokedAt is { } revokedAt)
        {
            events.Add((start + revokedAt, _cloud.RevokeAllTokens));
        }

        return new(events.OrderBy(item => item.Time));
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
}
