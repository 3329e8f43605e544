using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class CommandTests : RolloutTest
{
    [Fact]
    public async Task Pause_WhileAnAppIsDeployed_StartsNoOtherUntilResume()
    {
        RolloutClient client = CreateRolloutClient();
        await StartAndPauseAsync(client, AddApps(3));

        Rollout paused = await client.GetAsync(Id, CancellationToken);
        Assert.Equal(RolloutStatus.Paused, paused.Status);
        Assert.Equal([RolloutTargetStatus.Succeeded, RolloutTargetStatus.Pending, RolloutTargetStatus.Pending], paused.Targets.Select(target => target.Status));
        await client.ResumeAsync(Id, CancellationToken);
        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    /// <summary>A journal of many records takes long to read.</summary>
    [Fact]
    public async Task Pause_StoreCanReadTheEnd_DoesNotReadTheBeginning()
    {
        var store = new PartialStore(Store);
        RolloutClient client = CreateRolloutClient(store);
        RolloutTarget[] targets = AddApps(1);
        Cloud.GetApp(1).ScriptNextDeployment().NeverCompletes();
        await client.StartAsync(Id, new RolloutRequest { Targets = targets }, CancellationToken);
        int loads = store.Loads;

        await client.PauseAsync(Id, CancellationToken);

        Assert.Equal(loads, store.Loads);
        Assert.Contains(Events, next => next.Kind is RolloutEventKind.Paused);
    }

    [Fact]
    public async Task Pause_Twice_IsStoredOnce()
    {
        RolloutClient client = CreateRolloutClient();
        await StartAndPauseAsync(client, AddApps(2));

        await client.PauseAsync(Id, CancellationToken);

        Assert.Single(Events, next => next.Kind is RolloutEventKind.Paused);
    }

    [Fact]
    public async Task Stop_WhileAnAppIsDeployed_WaitsForItAndSkipsTheRest()
    {
        RolloutClient client = CreateRolloutClient();
        On(RolloutEventKind.TargetDeploying, () => _ = client.StopAsync(Id, "wrong image", CancellationToken));

        Rollout done = await RunAsync(client, new RolloutRequest { Targets = AddApps(3), MaxConcurrency = 1 });

        Assert.Equal(RolloutStatus.Stopped, done.Status);
        Assert.Equal("wrong image", done.Message);
        Assert.Equal([RolloutTargetStatus.Succeeded, RolloutTargetStatus.Skipped, RolloutTargetStatus.Skipped], done.Targets.Select(target => target.Status));
        Assert.Empty(Cloud.GetApp(2).Deployments);
    }

    [Fact]
    public async Task Stop_WhilePaused_Stops()
    {
        RolloutClient client = CreateRolloutClient();
        await StartAndPauseAsync(client, AddApps(2));

        await client.StopAsync(Id, reason: null, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.Stopped, done.Status);
    }

    [Fact]
    public async Task Stop_WhileItBakes_Stops()
    {
        RolloutClient client = CreateRolloutClient();
        On(RolloutEventKind.WaveCompleted, () => _ = client.StopAsync(Id, reason: null, CancellationToken));

        Rollout done = await RunAsync(client, new RolloutRequest { Targets = AddApps(2), WaveSizes = [1], BakeTime = TimeSpan.FromDays(1) });

        Assert.Equal(RolloutStatus.Stopped, done.Status);
        Assert.Empty(Cloud.GetApp(2).Deployments);
    }

    [Fact]
    public async Task Stop_WhilePending_StopsWithoutItsTurn()
    {
        RolloutClient client = CreateRolloutClient();
        RolloutTarget[] targets = AddApps(2);
        await StartAndPauseAsync(client, targets);
        Rollout second = await client.StartAsync("second", new RolloutRequest { Targets = targets }, CancellationToken);

        await client.StopAsync("second", reason: null, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync("second", progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.Pending, RolloutStatus.Stopped), (second.Status, done.Status));
    }

    [Fact]
    public async Task Pause_WhilePending_HoldsTheRolloutWhenItsTurnComes()
    {
        RolloutClient client = CreateRolloutClient();
        RolloutTarget[] targets = AddApps(2);
        await StartAndPauseAsync(client, targets);
        await client.StartAsync("second", new RolloutRequest { Targets = targets }, CancellationToken);
        await client.PauseAsync("second", CancellationToken);
        await client.ResumeAsync(Id, CancellationToken);
        await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        await client.ResumeAsync("second", CancellationToken);

        Rollout done = await client.WaitForCompletionAsync("second", progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Equal(2, app.Deployments.Count));
    }

    [Fact]
    public async Task Start_WhileAnotherRolloutIsInProgress_IsPendingUntilItHasCompleted()
    {
        RolloutClient client = CreateRolloutClient();
        RolloutTarget[] targets = AddApps(2);
        await StartAndPauseAsync(client, targets);
        await client.StartAsync("second", new RolloutRequest { Targets = targets }, CancellationToken);

        await client.ResumeAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync("second", progress: null, CancellationToken);
        Rollout first = await client.GetAsync(Id, CancellationToken);
        Assert.Equal((RolloutStatus.Succeeded, RolloutStatus.Succeeded), (first.Status, done.Status));
        Assert.True(done.Targets[0].StartedAt >= first.CompletedAt);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("stop")]
    public async Task Command_AfterCompletion_IsRejectedAndStoresNothing(string command)
    {
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = AddApps(1) });
        int events = Events.Count;

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => command switch
        {
            "pause" => client.PauseAsync(Id, CancellationToken),
            "resume" => client.ResumeAsync(Id, CancellationToken),
            _ => client.StopAsync(Id, reason: null, CancellationToken),
        });

        Assert.Contains("its status is Succeeded. Nothing was changed.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Id, exception.RolloutId);
        Assert.Equal(events, Events.Count);
    }

    [Fact]
    public async Task EveryMethod_UnknownId_ThrowsNotFound()
    {
        RolloutClient client = CreateRolloutClient();

        await Assert.ThrowsAsync<RolloutNotFoundException>(() => client.GetAsync("none", CancellationToken));
        await Assert.ThrowsAsync<RolloutNotFoundException>(() => client.PauseAsync("none", CancellationToken));
        await Assert.ThrowsAsync<RolloutNotFoundException>(() => client.ResumeAsync("none", CancellationToken));
        await Assert.ThrowsAsync<RolloutNotFoundException>(() => client.StopAsync("none", reason: null, CancellationToken));
        await Assert.ThrowsAsync<RolloutNotFoundException>(() => client.RetryFailedAsync("none", CancellationToken));
        await Assert.ThrowsAsync<RolloutNotFoundException>(() => client.RollBackAsync("none", CancellationToken));
        await Assert.ThrowsAsync<RolloutNotFoundException>(() => client.WaitForCompletionAsync("none", progress: null, CancellationToken));
        await Assert.ThrowsAsync<RolloutNotFoundException>(async () => await client.WatchAsync("none", CancellationToken).GetAsyncEnumerator(CancellationToken).MoveNextAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData(".hidden")]
    [InlineData("dot.")]
    [InlineData("a b")]
    [InlineData("ä")]
    public async Task Start_InvalidId_ThrowsBeforeAnything(string id)
    {
        RolloutClient client = CreateRolloutClient();

        await Assert.ThrowsAsync<ArgumentException>(() => client.StartAsync(id, new RolloutRequest { Targets = AddApps(1) }, CancellationToken));

        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task Wait_RolloutOfAnotherProcess_ThrowsInsteadOfHanging()
    {
        RolloutClient first = CreateRolloutClient();
        await StartAndPauseAsync(first, AddApps(2));

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => CreateRolloutClient().WaitForCompletionAsync(Id, progress: null, CancellationToken));

        Assert.Equal("Rollout 'build-7' is Paused and does not run in this process. Call ResumeAsync to run it here.", exception.Message);
    }

    [Fact]
    public async Task Watch_FromTheBeginning_ReturnsEachStoredEventOnce()
    {
        RolloutClient client = CreateRolloutClient();
        await client.StartAsync(Id, new RolloutRequest { Targets = AddApps(3) }, CancellationToken);

        var watched = new List<int>();
        await foreach (RolloutEvent next in client.WatchAsync(Id, CancellationToken))
        {
            watched.Add(next.Sequence);
        }

        Assert.Equal(Enumerable.Range(1, Events.Count), watched);
    }

    [Fact]
    public async Task Wait_ProgressThrows_CompletesAndLogs()
    {
        RolloutClient client = CreateRolloutClient();
        await client.StartAsync(Id, new RolloutRequest { Targets = AddApps(1) }, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, new ThrowingProgress(), CancellationToken);

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.Contains(Log.Collector.GetSnapshot(), record => record.Id.Id is 6);
    }

    private sealed class ThrowingProgress : IProgress<RolloutProgress>
    {
        public void Report(RolloutProgress value) => throw new InvalidOperationException("no terminal");
    }

    private sealed class PartialStore(IRolloutStore store) : IPartialRolloutStore
    {
        public int Loads { get; private set; }

        public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default)
        {
            Loads++;
            return store.LoadAsync(rolloutId, cancellationToken);
        }

        public async Task<IReadOnlyList<string>> LoadAfterAsync(string rolloutId, int version, CancellationToken cancellationToken) =>
            [.. (await store.LoadAsync(rolloutId, cancellationToken)).Skip(version)];

        public Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default) =>
            store.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);

        public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) => store.ListUnfinishedAsync(cancellationToken);
    }
}
