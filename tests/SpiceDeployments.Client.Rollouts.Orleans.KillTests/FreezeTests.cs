namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>The silo that runs the rollout is frozen, and another one continues the rollout: there are two activations of the grain when the first silo thaws.</summary>
public sealed class FreezeTests(RedisFixture redis)
{
    [Theory]
    [InlineData("TargetPrepared")]
    [InlineData("WaveCompleted")]
    public async Task Thaw_AfterAnotherSiloHasCompletedTheRollout_StoresAndSendsNothing(string kind)
    {
        await using Scene scene = await Scene.StartAsync(redis.Address);
        Runner frozen = await scene.StartPausedRolloutAsync(kind);
        await scene.StartSiloAsync();
        await frozen.FreezeAsync();
        IReadOnlyList<string> journal = await scene.AssertCompletesAsync();
        int requests = scene.Apps.Cloud.Requests.Count;

        frozen.Release();
        await frozen.ThawAsync();
        await frozen.WaitForExitAsync(); // The cluster considers the silo dead, which the silo learns.

        Assert.DoesNotContain(scene.Apps.Cloud.Requests.Skip(requests), request => request.Method is "POST" or "PUT");
        Assert.Equal(journal, await scene.AssertCompletesAsync());
    }

    [Theory]
    [InlineData("TargetPrepared")]
    [InlineData("TargetDeploying")]
    public async Task Thaw_WhileAnotherSiloRunsTheRollout_NothingIsDouble(string kind)
    {
        await using Scene scene = await Scene.StartAsync(redis.Address);
        Runner frozen = await scene.StartPausedRolloutAsync(kind);
        Runner continues = await scene.StartSiloAsync("TargetSucceeded");
        await frozen.FreezeAsync();
        await continues.WaitForAsync("paused at TargetSucceeded");

        frozen.Release();
        await frozen.ThawAsync();
        await frozen.TryWaitForAsync("log 4: "); // Its append was rejected, or the silo has exited before. It exits only if the cluster considers it dead.
        continues.Release();

        await scene.AssertCompletesAsync();
    }
}
