using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class ResumeTests : RolloutTest
{
    [Fact]
    public async Task Start_SameIdAndRequest_IsTheSameRollout()
    {
        var request = new RolloutRequest { Targets = AddApps(2) };
        Rollout first = await RunAsync(request);

        Rollout second = await RunAsync(request with { Targets = [.. request.Targets] });

        Assert.Equal(first.Version, second.Version);
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Fact]
    public async Task Start_SameIdAndAnotherRequest_ThrowsAndChangesNothing()
    {
        RolloutTarget[] targets = AddApps(2);
        await RunAsync(new RolloutRequest { Targets = targets });

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => RunAsync(new RolloutRequest { Targets = targets, MaxConcurrency = 2 }));

        Assert.Contains("has another request. Nothing was changed.", exception.Message, StringComparison.Ordinal);
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    /// <summary>The process dies while it stores each of the events in turn. The next one resumes, and the service has one deployment for each app.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resume_AfterADeathAtEachEvent_DeploysEachAppOnce(bool isStored)
    {
        RolloutTarget[] targets = [.. AddApps(3).Select(target => target with { Update = new UpdateAppRequest { Description = "new" } })];
        int count = 0;
        int deaths = 0;
        while (true)
        {
            RolloutClient client = CreateRolloutClient(new DyingStore(Store, ++count, isStored));
            try
            {
                await client.StartAsync(Id, new RolloutRequest { Targets = targets, WaveSizes = [1], MaxConcurrency = 2 }, CancellationToken);
                await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
                break;
            }
            catch (Exception exception) when (exception is RolloutException or ObjectDisposedException)
            {
                deaths++;
                await client.DisposeAsync();
            }
        }

        Assert.True(deaths >= 3, $"The process died {deaths} times.");
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
        Assert.All(RolloutReducer.Replay(Id, Events).Targets, target => Assert.Equal(RolloutTargetStatus.Succeeded, target.Status));
    }

    [Fact]
    public async Task Resume_WhileTheFirstProcessRuns_TakesOverAndTheFirstStops()
    {
        RolloutClient first = CreateRolloutClient();
        await StartAndPauseAsync(first, AddApps(3));
        Task<Rollout> waiting = first.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        RolloutClient second = CreateRolloutClient();

        await second.ResumeAsync(Id, CancellationToken);

        Rollout done = await second.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
        RolloutException lost = await Assert.ThrowsAsync<RolloutException>(() => waiting);
        Assert.IsType<RolloutStoreConflictException>(lost.InnerException);
    }

    [Fact]
    public async Task Pause_ByAnotherProcess_IsObservedBeforeTheNextApp()
    {
        RolloutClient running = CreateRolloutClient();
        RolloutClient other = CreateRolloutClient();
        On(next => next is { Kind: RolloutEventKind.TargetSucceeded }, () => other.PauseAsync(Id, CancellationToken).GetAwaiter().GetResult());
        await running.StartAsync(Id, new RolloutRequest { Targets = AddApps(3), MaxConcurrency = 1 }, CancellationToken);

        await WaitForAsync(running, RolloutEventKind.TargetSucceeded);

        Rollout paused = await running.GetAsync(Id, CancellationToken);
        Assert.Equal(RolloutStatus.Paused, paused.Status);
        Assert.Empty(Cloud.GetApp(2).Deployments);
        await running.ResumeAsync(Id, CancellationToken);
        Rollout done = await running.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.Succeeded, done.Status);
    }

    /// <summary>A store that dies with the n-th append of the process, before or after the lines are stored.</summary>
    private sealed class DyingStore(IRolloutStore store, int appends, bool isStored) : IRolloutStore
    {
        private int _left = appends;

        public Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            _left > 0 ? store.LoadAsync(rolloutId, cancellationToken) : throw new ObjectDisposedException(nameof(DyingStore));

        public async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            int left = Interlocked.Decrement(ref _left);
            if (left > 0 || (left is 0 && isStored))
            {
                await store.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
            }

            ObjectDisposedException.ThrowIf(left <= 0, this);
        }

        public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) => store.ListUnfinishedAsync(cancellationToken);
    }
}
