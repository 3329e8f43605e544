namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>Redis is killed or frozen while a silo runs the rollout, and is available again later. The silo does not die meanwhile, unless the test kills it.</summary>
public sealed class RedisOutageTests
{
    private const string NoTurn = "log 1: The turn of app 1 could not be requested";
    private const string NoStore = $"log 3: The store of rollout {Scene.RolloutId} is not available";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <param name="kind">The event that the silo has stored before.</param>
    /// <param name="line">What the silo writes when it cannot continue.</param>
    /// <param name="changes">The number of requests that have changed an app: after TargetPrepared, the request of the stored intent is sent without Redis.</param>
    [Theory]
    [InlineData("Started", NoTurn, 0)]
    [InlineData("TargetPrepared", NoStore, 1)]
    [InlineData("WaveCompleted", NoStore, 1)]
    public async Task Kill_AfterAnEventIsStored_NothingIsChangedWithoutAStoredIntent(string kind, string line, int changes)
    {
        await using RedisServer redis = await StartRedisAsync();
        await using Scene scene = await Scene.StartAsync(redis.Address);
        Runner silo = await scene.StartPausedRolloutAsync(kind);

        await redis.KillAsync();
        await AssertChangesUntilAsync(line, scene, silo, changes);
        await redis.RestartAsync(CancellationToken);

        await silo.WaitForAsync("completed");
        await scene.AssertNothingIsLostOrDoubleAsync(silo);
    }

    /// <summary>The write to which Redis does not respond in time is executed later: the silo tries again what is already stored.</summary>
    [Fact]
    public async Task Freeze_AfterAnEventIsStored_NothingIsChangedUntilRedisResponds()
    {
        await using RedisServer redis = await StartRedisAsync();
        await using Scene scene = await Scene.StartAsync(redis.Address);
        Runner silo = await scene.StartPausedRolloutAsync("WaveCompleted");

        await redis.FreezeAsync();
        await AssertChangesUntilAsync(NoStore, scene, silo, changes: 1);
        await redis.ThawAsync();

        await silo.WaitForAsync("completed");
        await scene.AssertNothingIsLostOrDoubleAsync(silo);
    }

    [Fact]
    public async Task Kill_OfRedisAndEverySilo_NextSiloCompletesTheRollout()
    {
        await using RedisServer redis = await StartRedisAsync();
        await using Scene scene = await Scene.StartAsync(redis.Address);
        Runner[] silos = [await scene.StartPausedRolloutAsync("TargetDeploying"), await scene.StartSiloAsync()];

        foreach (Runner silo in silos)
        {
            await silo.KillAsync();
        }

        await redis.KillAsync();
        await redis.RestartAsync(CancellationToken);

        await scene.AssertCompletesAsync();
    }

    /// <summary>Starts a server that has each write in its file before it responds, so that a kill loses none.</summary>
    private static Task<RedisServer> StartRedisAsync() => RedisServer.StartAsync(CancellationToken, "--appendfsync", "always");

    /// <summary>Releases the silo, and asserts how many requests have changed an app when the silo has written a line for the second time, because it has tried again.</summary>
    private static async Task AssertChangesUntilAsync(string line, Scene scene, Runner silo, int changes)
    {
        silo.Release();
        await silo.WaitForAsync(line);
        await silo.WaitForAsync(line);
        Assert.Equal(changes, scene.Apps.Cloud.Requests.Count(request => request.Method is "POST" or "PUT"));
    }
}
