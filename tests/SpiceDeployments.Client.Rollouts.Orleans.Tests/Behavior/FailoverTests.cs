using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Behavior;

/// <summary>The silo that runs a rollout dies, or the whole cluster stops.</summary>
/// <remarks>A silo that is killed in this process loses its place in the cluster, but its rollouts continue: they are those of a silo that does not know that the others consider it dead.</remarks>
public sealed class FailoverTests : ClusterTest
{
    private const int AppCount = 8;

    protected override TimeSpan ReminderPeriod => TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(RolloutEventKind.Claimed)]
    [InlineData(RolloutEventKind.TargetPrepared)]
    [InlineData(RolloutEventKind.TargetDeploying)]
    public async Task SiloDies_WhileItRunsTheRollout_AnotherCompletesIt(RolloutEventKind kind)
    {
        await StartAsync(kind);

        await KillSiloOfTheRolloutAsync();

        await AssertCompletesAsync();
    }

    /// <summary>Nobody waits, so that only the reminder can continue the rollout.</summary>
    [Fact]
    public async Task SiloDies_NobodyWaits_TheReminderContinuesTheRollout()
    {
        Task completed = WhenCompletedAsync();
        await StartAsync(RolloutEventKind.TargetDeploying, duration: TimeSpan.FromSeconds(5)); // Longer than until the reminder, because the killed silo continues.

        await KillSiloOfTheRolloutAsync();
        await completed;

        Assert.Equal(RolloutStatus.Succeeded, (await Rollouts.GetAsync(Id, CancellationToken)).Status);
        Assert.True((await GetEventsAsync(Id)).Count(next => next.Kind is RolloutEventKind.Claimed) > 1, "The rollout was not continued.");
        await AssertDeployedOnceAsync(Id, AppCount);
    }

    [Fact]
    public async Task TwoSilosDie_OneAfterTheOther_TheLastCompletesTheRollout()
    {
        await StartAsync(RolloutEventKind.TargetPrepared);

        await KillSiloOfTheRolloutAsync();
        await KillSiloOfTheRolloutAsync();

        await AssertCompletesAsync();
    }

    [Fact]
    public async Task SiloDies_RolloutIsPaused_StaysPausedUntilItIsResumed()
    {
        RolloutRequest request = CreateRequest(AddApps(AppCount, TimeSpan.FromMilliseconds(500))) with { MaxConcurrency = 1 };
        await Rollouts.StartAsync(Id, request, CancellationToken);
        await WaitForAsync(Rollouts, RolloutEventKind.TargetDeploying);
        await Rollouts.PauseAsync(Id, CancellationToken);

        await KillSiloOfTheRolloutAsync();
        Rollout afterwards = await Rollouts.GetAsync(Id, CancellationToken);
        await Rollouts.ResumeAsync(Id, CancellationToken);
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(RolloutStatus.Paused, afterwards.Status);
        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        await AssertDeployedOnceAsync(Id, AppCount);
    }

    /// <summary>Another silo has claimed the rollout, as during a partition, and has died. The grain is active on this silo, and does not run the rollout.</summary>
    [Fact]
    public async Task RunIsLost_NobodyWaits_TheReminderContinuesTheRollout()
    {
        Task completed = WhenCompletedAsync();
        await StartAsync(RolloutEventKind.TargetDeploying);

        await ClaimAsync();
        await completed;

        Assert.Equal(RolloutStatus.Succeeded, (await Rollouts.GetAsync(Id, CancellationToken)).Status);
        await AssertDeployedOnceAsync(Id, AppCount);
    }

    /// <summary>The silo dies, or the storage fails, directly after the completion was stored.</summary>
    [Fact]
    public async Task Completed_RolloutIsStillInTheIndex_TheReminderRemovesIt()
    {
        int writes = 0;
        Storage.BeforeWrite = name => _ = name.Contains("unfinished", StringComparison.Ordinal) && Interlocked.Increment(ref writes) is 2 ? throw new TimeoutException("Storage away") : 0;
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(1)), CancellationToken);
        await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        await Reminders.Removed.WaitAsync(CancellationToken);

        Assert.Empty(await GetService<GrainRolloutStore>(0).ListPossiblyUnfinishedAsync(CancellationToken));
    }

    [Fact]
    public async Task Completed_TheReminderIsRemoved()
    {
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(1)), CancellationToken);
        await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        await Reminders.Removed.WaitAsync(CancellationToken);

        Assert.Empty(Reminders.GrainIds);
    }

    /// <summary>Starts the rollout, and waits until an event of a kind is stored.</summary>
    private async Task StartAsync(RolloutEventKind until, TimeSpan? duration = null)
    {
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(AppCount, duration ?? TimeSpan.FromMilliseconds(500))), CancellationToken);
        await WaitForAsync(Rollouts, until);
    }

    /// <summary>Waits for the rollout, and asserts that it has deployed each app once.</summary>
    private async Task AssertCompletesAsync()
    {
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        await AssertDeployedOnceAsync(Id, AppCount);
    }

    private async Task KillSiloOfTheRolloutAsync() => await Cluster.KillSiloAsync(await FindSiloOfTheRolloutAsync(), CancellationToken);
}
