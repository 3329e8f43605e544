using Orleans.Configuration;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Behavior;

/// <summary>The silos deactivate a grain that is not called for two seconds.</summary>
public sealed class DeactivationTests : ClusterTest
{
    [Fact]
    public async Task RolloutRuns_NobodyCallsIt_StaysActive()
    {
        Task completed = WhenCompletedAsync();
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(1, TimeSpan.FromSeconds(6))), CancellationToken);

        await completed;

        Assert.Equal(1, (await GetEventsAsync(Id)).Count(next => next.Kind is RolloutEventKind.Claimed));
    }

    [Fact]
    public async Task RolloutDoesNotRun_NobodyCallsIt_IsDeactivated()
    {
        await Assert.ThrowsAsync<RolloutNotFoundException>(() => Rollouts.GetAsync(Id, CancellationToken));

        await Cluster.WaitForDeactivationAsync(RolloutGrain.GetGrainId()).WaitAsync(CancellationToken);

        Assert.False(Cluster.TryGetGrainContext(RolloutGrain.GetGrainId(), out _));
    }

    protected override void Configure(ISiloBuilder silo) => silo.Configure<GrainCollectionOptions>(options =>
    {
        options.CollectionQuantum = TimeSpan.FromSeconds(1);
        options.CollectionAge = TimeSpan.FromSeconds(2);
    });
}
