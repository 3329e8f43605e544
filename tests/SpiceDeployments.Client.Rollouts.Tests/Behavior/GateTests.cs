using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class GateTests : RolloutTest
{
    private readonly List<RolloutGateContext> _evaluations = [];

    [Fact]
    public async Task Gate_Proceeds_IsEvaluatedAfterEachWaveIncludingTheLast()
    {
        Gates["smoke"] = new Gate(_ => RolloutGateDecision.Proceed, _evaluations);

        Rollout done = await RunAsync(new RolloutRequest { Targets = AddApps(3), WaveSizes = [1, 1], Gate = "smoke" });

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.Equal([1, 2, 3], _evaluations.Select(context => context.Wave.Number));
        Assert.All(_evaluations, context => Assert.Equal(context.Wave.Targets, context.Targets.Select(target => target.Target)));
    }

    [Fact]
    public async Task Gate_Stops_FailsTheRolloutWithItsReason()
    {
        Gates["smoke"] = new Gate(_ => RolloutGateDecision.Stop("app-1 returns 500"), _evaluations);

        Rollout done = await RunAsync(new RolloutRequest { Targets = AddApps(2), WaveSizes = [1], Gate = "smoke" });

        Assert.Equal(RolloutStatus.Failed, done.Status);
        Assert.Equal("Gate 'smoke' stopped the rollout after wave 1: app-1 returns 500", done.Message);
        Assert.Empty(Cloud.GetApp(2).Deployments);
    }

    [Fact]
    public async Task Gate_StopsAfterTheLastWave_RollsBack()
    {
        Gates["smoke"] = new Gate(_ => RolloutGateDecision.Stop("slow"), _evaluations);
        RolloutTarget target = Assert.Single(AddApps(1)) with { Request = new(), Update = new UpdateAppRequest { ImageTag = "2.4.0" } };

        Rollout done = await RunAsync(new RolloutRequest { Targets = [target], Gate = "smoke", OnFailure = RolloutFailureAction.RollBack });

        Assert.Equal(RolloutStatus.RolledBack, done.Status);
        Assert.Equal("2.3.2", Cloud.GetApp(1).Settings.ImageTag);
    }

    [Fact]
    public async Task Gate_Waits_IsEvaluatedAgainAfterTheDelay()
    {
        Gates["smoke"] = new Gate(context => context.Elapsed < TimeSpan.FromMinutes(3) ? RolloutGateDecision.Wait(TimeSpan.FromMinutes(1)) : RolloutGateDecision.Proceed, _evaluations);

        Rollout done = await RunAsync(new RolloutRequest { Targets = AddApps(1), Gate = "smoke", BakeTime = TimeSpan.FromMinutes(10) });

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.Equal([0, 1, 2, 3], _evaluations.Select(context => Math.Round(context.Elapsed.TotalMinutes)));
    }

    [Fact]
    public async Task Gate_Throws_StopsTheRollout()
    {
        Gates["smoke"] = new Gate(_ => throw new InvalidOperationException("no route"), _evaluations);

        Rollout done = await RunAsync(new RolloutRequest { Targets = AddApps(1), Gate = "smoke" });

        Assert.Equal((RolloutStatus.Failed, "Gate 'smoke' stopped the rollout after wave 1: The gate threw an exception: no route"), (done.Status, done.Message));
    }

    [Fact]
    public async Task Gate_Stopped_IsEvaluatedAgainByARetry()
    {
        int evaluations = 0;
        Gates["smoke"] = new Gate(_ => evaluations++ is 0 ? RolloutGateDecision.Stop("cold") : RolloutGateDecision.Proceed, _evaluations);
        RolloutClient client = CreateRolloutClient();
        Rollout failed = await RunAsync(client, new RolloutRequest { Targets = AddApps(2), WaveSizes = [1], Gate = "smoke" });

        await client.RetryFailedAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.Failed, RolloutStatus.Succeeded), (failed.Status, done.Status));
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Fact]
    public async Task Gate_IsNotRegistered_NothingStarts()
    {
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new RolloutRequest { Targets = AddApps(1), Gate = "smoke" }));

        Assert.StartsWith("There is no IRolloutGate with the service key 'smoke'.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Requests);
        Assert.Empty(Events);
    }

    [Fact]
    public async Task BakeTime_BetweenWaves_ElapsesBeforeTheNextWaveAndNotAfterTheLast()
    {
        var bakeTime = TimeSpan.FromHours(2);

        Rollout done = await RunAsync(new RolloutRequest { Targets = AddApps(2), WaveSizes = [1], BakeTime = bakeTime });

        DateTimeOffset completed = Events.First(next => next.Kind is RolloutEventKind.WaveCompleted).Time;
        DateTimeOffset started = Events.Last(next => next.Kind is RolloutEventKind.TargetPrepared).Time;
        Assert.True(started - completed >= bakeTime);
        Assert.True(done.CompletedAt - Events.Last(next => next.Kind is RolloutEventKind.WaveCompleted).Time < bakeTime);
    }

    private sealed class Gate(Func<RolloutGateContext, RolloutGateDecision> decide, List<RolloutGateContext> evaluations) : IRolloutGate
    {
        public Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken)
        {
            evaluations.Add(context);
            return Task.FromResult(decide(context));
        }
    }
}
