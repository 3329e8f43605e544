using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Behavior;

/// <summary>The commands and the reads, from different silos.</summary>
public sealed class RolloutTests : ClusterTest
{
    [Fact]
    public async Task Start_ThenWaitOnAnotherSilo_DeploysEachAppOnce()
    {
        RolloutTarget[] targets = AddApps(5);

        Rollout started = await GetRollouts(0).StartAsync(Id, CreateRequest(targets), CancellationToken);
        Rollout completed = await GetRollouts(1).WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(Id, started.Id);
        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        Assert.Equal(completed.Version, (await GetRollouts(2).GetAsync(Id, CancellationToken)).Version);
        await AssertDeployedOnceAsync(Id, 5);
    }

    [Fact]
    public async Task Start_OnEverySiloAtOnce_IsOneRollout()
    {
        RolloutRequest request = CreateRequest(AddApps(3));

        Rollout[] started = await Task.WhenAll(Enumerable.Range(0, 3).Select(silo => GetRollouts(silo).StartAsync(Id, request, CancellationToken)));
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(3, started.Length);
        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        await AssertDeployedOnceAsync(Id, 3);
    }

    [Fact]
    public async Task Start_WithAnotherRequest_ThrowsAndChangesNothing()
    {
        RolloutTarget[] targets = AddApps(2);
        await GetRollouts(0).StartAsync(Id, CreateRequest(targets), CancellationToken);

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => GetRollouts(1).StartAsync(Id, CreateRequest(targets[..1]), CancellationToken));

        Assert.Equal("Rollout 'build-7' exists and has another request. Nothing was changed. Choose another id.", exception.Message);
        Assert.Equal(Id, exception.RolloutId);
        Assert.Equal(2, (await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken)).Targets.Count);
    }

    [Fact]
    public async Task Start_GateThatNoSiloHas_ThrowsAndCreatesNothing()
    {
        RolloutRequest request = CreateRequest(AddApps(1)) with { Gate = "smoke" };

        await Assert.ThrowsAsync<ArgumentException>(() => Rollouts.StartAsync(Id, request, CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => Rollouts.StartAsync("a/b", CreateRequest([new RolloutTarget { AppId = 1 }]), CancellationToken));

        Assert.Empty(Storage.Names);
    }

    [Fact]
    public async Task EveryCall_NoSuchRollout_Throws()
    {
        Func<Task>[] calls =
        [
            () => Rollouts.GetAsync(Id, CancellationToken),
            () => Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken),
            () => WaitForAsync(Rollouts, RolloutEventKind.Completed),
            () => Rollouts.PauseAsync(Id, CancellationToken),
            () => Rollouts.ResumeAsync(Id, CancellationToken),
            () => Rollouts.StopAsync(Id, cancellationToken: CancellationToken),
            () => Rollouts.RetryFailedAsync(Id, CancellationToken),
            () => Rollouts.RollBackAsync(Id, CancellationToken),
        ];

        foreach (Func<Task> call in calls)
        {
            RolloutNotFoundException exception = await Assert.ThrowsAsync<RolloutNotFoundException>(call);
            Assert.Equal("The store has no rollout 'build-7'.", exception.Message);
            Assert.Equal(Id, exception.RolloutId);
        }
    }

    [Fact]
    public async Task Pause_ThenResumeOnAnotherSilo_Completes()
    {
        RolloutTarget[] targets = AddApps(4, TimeSpan.FromSeconds(1));
        await GetRollouts(0).StartAsync(Id, CreateRequest(targets) with { MaxConcurrency = 1 }, CancellationToken);
        await WaitForAsync(GetRollouts(1), RolloutEventKind.TargetDeploying);

        await GetRollouts(1).PauseAsync(Id, CancellationToken);
        RolloutStatus paused = (await GetRollouts(2).GetAsync(Id, CancellationToken)).Status;
        await GetRollouts(2).ResumeAsync(Id, CancellationToken);
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(RolloutStatus.Paused, paused);
        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        await AssertDeployedOnceAsync(Id, 4);
    }

    [Fact]
    public async Task Stop_WithAReason_StopsAndKeepsTheReason()
    {
        RolloutTarget[] targets = AddApps(4, TimeSpan.FromSeconds(1));
        await GetRollouts(0).StartAsync(Id, CreateRequest(targets) with { MaxConcurrency = 1 }, CancellationToken);
        await WaitForAsync(GetRollouts(1), RolloutEventKind.TargetDeploying);

        await GetRollouts(2).StopAsync(Id, "wrong build", CancellationToken);
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);
        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => GetRollouts(1).PauseAsync(Id, CancellationToken));

        Assert.Equal((RolloutStatus.Stopped, "wrong build"), (completed.Status, completed.Message));
        Assert.Equal("Rollout 'build-7' cannot be paused: its status is Stopped. Nothing was changed.", exception.Message);
    }

    [Fact]
    public async Task RetryFailed_ThenRollBack_RunsBoth()
    {
        RolloutTarget[] targets = AddApps(2);
        EmulatedApp failing = Cloud.GetApp(2);
        foreach (EmulatedApp app in Cloud.Apps)
        {
            app.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero), values: new DeploymentValues { ImageTag = "2.3.1" });
        }

        failing.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails();
        await Rollouts.StartAsync(Id, CreateRequest(targets), CancellationToken);
        Rollout failed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Rollout retried = await GetRollouts(1).RetryFailedAsync(Id, CancellationToken);
        Rollout succeeded = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);
        await GetRollouts(2).RollBackAsync(Id, CancellationToken);
        Rollout rolledBack = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal((RolloutStatus.Failed, 2, RolloutStatus.Succeeded), (failed.Status, retried.Attempt, succeeded.Status));
        Assert.Equal(RolloutStatus.RolledBack, rolledBack.Status);
        Assert.All(Cloud.Apps, app => Assert.Equal("2.3.1", app.Deployments.MaxBy(deployment => deployment.Id)!.ImageTag));
    }

    [Fact]
    public async Task Watch_FromAnotherSilo_ReturnsEachEventOnce()
    {
        await GetRollouts(0).StartAsync(Id, CreateRequest(AddApps(3)), CancellationToken);

        List<RolloutEvent> events = [];
        await foreach (RolloutEvent next in GetRollouts(1).WatchAsync(Id, CancellationToken))
        {
            events.Add(next);
        }

        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(next => next.Sequence));
        Assert.Equal(RolloutEventKind.Completed, events[^1].Kind);
        Assert.Equal((await GetEventsAsync(Id)).Count, events.Count);
    }

    [Fact]
    public async Task Wait_ProgressThatThrows_CompletesAndReportsEachEvent()
    {
        await GetRollouts(0).StartAsync(Id, CreateRequest(AddApps(3)), CancellationToken);
        var progress = new ThrowingProgress();

        Rollout completed = await GetRollouts(1).WaitForCompletionAsync(Id, progress, CancellationToken);

        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        Assert.Null(progress.Reports[0].Event);
        Assert.Equal(completed.Version, progress.Reports[^1].Rollout.Version);
        Assert.Equal(progress.Reports.Skip(1).Select(report => report.Rollout.Version), progress.Reports.Skip(1).Select(report => report.Event!.Sequence));
    }

    [Fact]
    public async Task Wait_Canceled_EndsAndTheRolloutContinues()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(2, TimeSpan.FromMilliseconds(300))), CancellationToken);
        Task<Rollout> wait = GetRollouts(1).WaitForCompletionAsync(Id, cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);

        Assert.Equal(RolloutStatus.Succeeded, (await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken)).Status);
    }

    private sealed class ThrowingProgress : IProgress<RolloutProgress>
    {
        public List<RolloutProgress> Reports { get; } = [];

        public void Report(RolloutProgress value)
        {
            Reports.Add(value);
            throw new InvalidOperationException();
        }
    }
}
