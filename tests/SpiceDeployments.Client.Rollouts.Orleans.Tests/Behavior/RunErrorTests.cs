using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Behavior;

/// <summary>The run of a rollout has ended, or cannot begin, and the reminder does not come during the test.</summary>
public sealed class RunErrorTests : ClusterTest
{
    private bool _hasGate = true;

    [Fact]
    public async Task RunIsLost_ACallerWaits_TheWaitContinuesTheRollout()
    {
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(4, TimeSpan.FromMilliseconds(500))), CancellationToken);
        await WaitForAsync(Rollouts, RolloutEventKind.TargetDeploying);

        await ClaimAsync();
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        Assert.Equal(3, (await GetEventsAsync(Id)).Count(next => next.Kind is RolloutEventKind.Claimed));
        await AssertDeployedOnceAsync(Id, 4);
    }

    /// <summary>A newer version of the service, without the gate, has replaced the silos.</summary>
    [Fact]
    public async Task NoSiloHasTheGate_ACallerWaits_ThrowsAndTheJournalDoesNotGrow()
    {
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(4, TimeSpan.FromMilliseconds(500))) with { MaxConcurrency = 1, Gate = "smoke" }, CancellationToken);
        await WaitForAsync(Rollouts, RolloutEventKind.TargetDeploying);
        await Cluster.StopAllSilosAsync(CancellationToken);
        await Cluster.DisposeAsync();
        _hasGate = false;
        await StartClusterAsync();
        int version = (await Rollouts.GetAsync(Id, CancellationToken)).Version;

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken));

        Assert.Equal(
            "Rollout 'build-7' does not run. Deployments in flight continue, and its reminder tries to continue the rollout. There is no IRolloutGate with the service key 'smoke'. Register one in the container. (Parameter 'request')",
            exception.Message);
        Assert.Equal(Id, exception.RolloutId);
        Assert.Equal(version, (await Rollouts.GetAsync(Id, CancellationToken)).Version);
    }

    protected override void Configure(ISiloBuilder silo)
    {
        if (_hasGate)
        {
            silo.Services.AddKeyedSingleton<IRolloutGate>("smoke", new PassedGate());
        }
    }

    private sealed class PassedGate : IRolloutGate
    {
        public Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken) => Task.FromResult(RolloutGateDecision.Proceed);
    }
}
