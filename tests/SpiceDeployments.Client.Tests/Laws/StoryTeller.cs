using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Laws;

/// <summary>Lets stories happen, one after the other, each to an app of its own.</summary>
internal sealed class StoryTeller : IAsyncDisposable
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    private readonly TestClock _clock;
    private readonly SpiceCloudEmulator _cloud;
    private long _lastAppId;

    private StoryTeller(TestClock clock, SpiceCloudEmulator cloud)
    {
        _clock = clock;
        _cloud = cloud;
    }

    public static async Task<StoryTeller> StartAsync(ConflictRule rule)
    {
        var clock = new TestClock();
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock, ConflictRule = rule });
        cloud.AddClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        return new StoryTeller(clock, cloud);
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    public async Task<StoryEnd> TellAsync(Story story)
    {
        EmulatedApp app = _cloud.AddApp(++_lastAppId);
        string sha = $"commit-of-{app.Id}";
        Script(story, app);
        using DeploymentsClient client = CreateClient();
        var options = new DeployOptions { OnConflict = story.Conflict };
        Task<Deployment> deploying = client.DeployAsync(app.Id, new CreateDeploymentRequest { Branch = "main", CommitSha = sha }, options);

        await RunAsync(deploying, Events(story, app));

        _cloud.Faults.Clear();
        EmulatedDeployment[] own = [.. app.Deployments.Where(deployment => deployment.CommitSha == sha)];
        return deploying.IsCompletedSuccessfully
            ? new StoryEnd(await deploying, null, own)
            : new StoryEnd(null, deploying.Exception?.InnerException ?? new OperationCanceledException(), own);
    }

    private void Script(Story story, EmulatedApp app)
    {
        DeploymentScript script = app.NextDeployment()
            .QueuedFor(TimeSpan.FromSeconds(story.Queued))
            .RunsFor(TimeSpan.FromSeconds(story.Runs))
            .AppearsAfter(TimeSpan.FromSeconds(story.ShowsAfter / 10.0));
        _ = story.Ending switch
        {
            "fails" => script.Fails(),
            "never" => script.NeverEnds(),
            _ => script.Succeeds(),
        };
        foreach (StoryFault fault in story.Faults)
        {
            fault.Script(_cloud.Faults);
        }
    }

    private Queue<(DateTimeOffset Time, Action Happens)> Events(Story story, EmulatedApp app)
    {
        DateTimeOffset start = _clock.GetUtcNow();
        List<(DateTimeOffset Time, Action Happens)> events = [.. story.Others.Select(seconds => (start.AddSeconds(seconds), (Action)(() => app.StartDeployment())))];
        if (story.TokensEndAt > 0)
        {
            events.Add((start.AddSeconds(story.TokensEndAt), _cloud.RevokeAllTokens));
        }

        return new(events.OrderBy(item => item.Time));
    }

    /// <summary>Moves the clock: through delays, to the events on the way, and past the time limit of every request that hangs.</summary>
    private async Task RunAsync(Task deploying, Queue<(DateTimeOffset Time, Action Happens)> events)
    {
        using var end = new CancellationTokenSource();
        Task hang = _cloud.Faults.WaitForHangAsync(end.Token);
        while (true)
        {
            await Task.WhenAny(deploying, _clock.DelayStartedAsync(), hang).WaitAsync(StuckAfter);
            if (deploying.IsCompleted)
            {
                break;
            }

            if (hang.IsCompleted)
            {
                hang = _cloud.Faults.WaitForHangAsync(end.Token);
                _clock.AdvanceTo(_clock.GetUtcNow() + AttemptTimeout);
            }
            else if (_clock.NextDelayEnd is { } due)
            {
                Advance(due, events);
            }
        }

        await end.CancelAsync();
    }

    private void Advance(DateTimeOffset due, Queue<(DateTimeOffset Time, Action Happens)> events)
    {
        if (events.TryPeek(out var next) && next.Time <= due)
        {
            events.Dequeue();
            _clock.AdvanceTo(next.Time > _clock.GetUtcNow() ? next.Time : _clock.GetUtcNow());
            next.Happens();
        }
        else
        {
            _clock.AdvanceTo(due);
        }
    }

    private DeploymentsClient CreateClient() => new(
        new DeploymentsClientOptions
        {
            BaseAddress = _cloud.BaseAddress,
            TokenEndpoint = _cloud.TokenEndpoint,
            ClientId = "ci",
            ClientSecret = "secret-of-ci",
            AttemptTimeout = AttemptTimeout,
        },
        _clock);
}
