using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>Lets stories happen, one after the other, each to an app of its own.</summary>
internal sealed class ScenarioRunner : IAsyncDisposable
{
    private readonly SteppingTimeProvider _clock;
    private readonly SpiceCloudEmulator _cloud;
    private readonly FakeClockRunner _simulation;
    private long _lastAppId;

    private ScenarioRunner(SteppingTimeProvider clock, SpiceCloudEmulator cloud)
    {
        _clock = clock;
        _cloud = cloud;
        _simulation = new FakeClockRunner(clock, cloud);
    }

    public static async Task<ScenarioRunner> StartAsync(ConflictRule rule)
    {
        var clock = new SteppingTimeProvider();
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock, ConflictRule = rule });
        cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        return new ScenarioRunner(clock, cloud);
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    public async Task<ScenarioOutcome> TellAsync(DeployScenario story)
    {
        EmulatedApp app = _cloud.AddApp(++_lastAppId);
        string sha = $"commit-of-{app.Id}";
        Script(story, app);
        using DeploymentsClient client = CreateClient();
        var options = new DeployOptions { ConflictBehavior = story.Conflict };
        Task<Deployment> deploying = client.DeployAsync(app.Id, new CreateDeploymentRequest { Branch = "main", CommitSha = sha }, options);

        await _simulation.RunAsync(deploying, Events(story, app));

        _cloud.Faults.Clear();
        EmulatedDeployment[] own = [.. app.Deployments.Where(deployment => deployment.CommitSha == sha)];
        return deploying.IsCompletedSuccessfully
            ? new ScenarioOutcome(await deploying, null, own)
            : new ScenarioOutcome(null, deploying.Exception?.InnerException ?? new OperationCanceledException(), own);
    }

    private void Script(DeployScenario story, EmulatedApp app)
    {
        DeploymentScript script = app.ScriptNextDeployment()
            .QueuedFor(TimeSpan.FromSeconds(story.Queued))
            .RunsFor(TimeSpan.FromSeconds(story.Runs))
            .VisibilityDelay(TimeSpan.FromSeconds(story.ShowsAfter / 10.0));
        _ = story.Ending switch
        {
            "fails" => script.Fails(),
            "never" => script.NeverCompletes(),
            _ => script.Succeeds(),
        };
        foreach (ScenarioFault fault in story.Faults)
        {
            fault.Script(_cloud.Faults);
        }
    }

    private Queue<(DateTimeOffset Time, Action Happens)> Events(DeployScenario story, EmulatedApp app)
    {
        DateTimeOffset start = _clock.GetUtcNow();
        List<(DateTimeOffset Time, Action Happens)> events = [.. story.Others.Select(seconds => (start.AddSeconds(seconds), (Action)(() => app.StartDeployment())))];
        if (story.TokensEndAt > 0)
        {
            events.Add((start.AddSeconds(story.TokensEndAt), _cloud.RevokeAllTokens));
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
