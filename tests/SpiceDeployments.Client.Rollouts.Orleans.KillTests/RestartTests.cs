namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>Silos are stopped and replaced while a rollout runs.</summary>
public sealed class RestartTests(RedisFixture redis)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(1);

    /// <summary>The rollout is held until its silo is stopped, so that it does not complete before.</summary>
    [Fact]
    public async Task RollingRestart_OfEverySilo_CompletesTheRollout()
    {
        await using Scene scene = await Scene.StartAsync(redis.Address, duration: Duration);
        Runner[] silos = [await scene.StartPausedRolloutAsync("TargetDeploying"), await scene.StartSiloAsync(), await scene.StartSiloAsync()];

        foreach (Runner silo in silos)
        {
            await scene.StartSiloAsync();
            silo.Release();
            await silo.TerminateAsync();
            Assert.True(await silo.WaitForExitAsync() is 0, scene.ToString());
        }

        Assert.Contains(silos[0].Lines, line => line is "stopping"); // Not after the completion of the rollout.
        await scene.AssertCompletesAsync();
    }

    [Fact]
    public async Task EverySiloIsKilled_NextSiloStarts_CompletesTheRollout()
    {
        await using Scene scene = await Scene.StartAsync(redis.Address, duration: Duration);
        Runner[] silos = [await scene.StartPausedRolloutAsync("TargetDeploying"), await scene.StartSiloAsync()];

        foreach (Runner silo in silos)
        {
            await silo.KillAsync();
        }

        await scene.AssertCompletesAsync();
    }
}
