namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>
/// The network between two silos is cut while one of them runs the rollout and both wait for it. Each still reaches Redis and the service. The deployment of the
/// first app takes until the test completes it.
/// </summary>
public sealed class PartitionTests(RedisFixture redis)
{
    private const long FirstApp = 1;

    [Fact]
    public async Task Cut_OneSiloEnds_TheOtherCompletesTheRolloutAndNothingIsDouble()
    {
        await using var network = new SiloNetwork();
        await using Scene scene = await Scene.StartAsync(redis.Address, network: network);
        (Runner runs, Runner waits) = await StartAndCutAsync(scene, network, Scene.FastTiming);

        Task<int>[] exits = [runs.WaitForExitAsync(), waits.WaitForExitAsync()];
        Task<int> firstExit = await Task.WhenAny(exits);
        await firstExit;
        Runner survivor = firstExit == exits[0] ? waits : runs;
        CompleteDeployment(scene);
        await survivor.WaitForAsync("completed");

        Assert.False(survivor.HasExited, $"{scene}");
        await scene.AssertNothingIsLostOrDoubleAsync(survivor);
    }

    /// <summary>With the defaults of Orleans, the silo that runs the rollout learns seconds later than the other one that the cluster considers it dead.</summary>
    [Fact]
    public async Task Cut_BothSilosRunTheRollout_TheAppendOfTheFirstIsRejectedAndNothingIsDouble()
    {
        await using var network = new SiloNetwork();
        await using Scene scene = await Scene.StartAsync(redis.Address, network: network);
        (Runner runs, Runner waits) = await StartAndCutAsync(scene, network, Scene.DefaultTiming);

        await waits.WaitForAsync("stored Claimed");
        CompleteDeployment(scene);
        await runs.WaitForAsync($"log 4: Rollout {Scene.RolloutId} does not run in this process any more.");
        await waits.WaitForAsync("completed");
        await runs.WaitForExitAsync();

        Assert.False(waits.HasExited, $"{scene}");
        await scene.AssertNothingIsLostOrDoubleAsync(waits);
    }

    /// <summary>Cuts the network after the intent of the first app was stored, and returns when the silo that runs the rollout has sent the request nevertheless.</summary>
    private static async Task<(Runner Runs, Runner Waits)> StartAndCutAsync(Scene scene, SiloNetwork network, string timing)
    {
        scene.Apps.Cloud.GetApp(FirstApp).ScriptNextDeployment().QueuedFor(TimeSpan.Zero).NeverCompletes();
        Runner runs = await scene.StartPausedRolloutAsync("TargetPrepared", timing);
        Runner waits = scene.StartRollout();
        await waits.WaitForAsync("rollout started");
        network.Cut();
        runs.Release();
        await runs.WaitForAsync("stored TargetDeploying");
        return (runs, waits);
    }

    private static void CompleteDeployment(Scene scene) => scene.Apps.Cloud.GetApp(FirstApp).Deployments[0].CompleteSuccessfully();
}
