namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>The silo that runs the rollout is killed directly after an event was stored, before the effect that the event announces.</summary>
public sealed class StepKillTests(RedisFixture redis)
{
    private const long LastApp = 6;

    [Theory]
    [InlineData("Created")]
    [InlineData("TargetPrepared")]
    [InlineData("TargetDeploying")]
    [InlineData("TargetRollbackPrepared")]
    public async Task Kill_AfterAnEventIsStored_AnotherSiloCompletesTheRollback(string kind)
    {
        await using Scene scene = await Scene.StartAsync(redis.Address, RolloutFailureAction.RollBack, failingApp: LastApp);
        Runner killed = await scene.StartPausedRolloutAsync(kind);
        await scene.StartSiloAsync();

        await killed.KillAsync();

        await scene.AssertCompletesAsync();
    }
}
