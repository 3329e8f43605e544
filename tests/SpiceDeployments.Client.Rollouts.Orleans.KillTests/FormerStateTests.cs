using StackExchange.Redis;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>A silo continues a rollout whose state an earlier version of the library has stored.</summary>
public sealed class FormerStateTests(RedisFixture redis)
{
    /// <summary>The records of a rollout whose first intent was stored: key, field and value. In the keys, <c>{cluster}</c> stands for the cluster.</summary>
    private static readonly string FirstVersion = Repository.PathOf("tests", "SpiceDeployments.Client.Rollouts.Orleans.KillTests", "FirstVersion.txt");

    [Fact]
    public async Task State_OfTheFirstVersion_IsContinued()
    {
        await using Scene scene = await Scene.StartAsync(redis.Address);
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        foreach (string line in await File.ReadAllLinesAsync(FirstVersion, TestContext.Current.CancellationToken))
        {
            string[] parts = line.Split('\t');
            await connection.GetDatabase().HashSetAsync(parts[0].Replace("{cluster}", scene.Cluster, StringComparison.Ordinal), parts[1], parts[2]);
        }

        Runner silo = await scene.StartSiloAsync();
        await silo.WaitForAsync("stored Completed"); // No caller has named the rollout.

        await scene.AssertCompletesAsync();
    }
}
