namespace SpiceDeployments.Client.Rollouts.KillTests;

/// <summary>A runner is killed directly after an event was stored, before the effect that the event announces.</summary>
public sealed class StepKillTests
{
    private const long LastApp = 6;

    [Theory]
    [InlineData("Created")]
    [InlineData("Claimed")]
    [InlineData("Started")]
    [InlineData("TargetConfiguring")]
    [InlineData("TargetConfigured")]
    [InlineData("TargetPrepared")]
    [InlineData("TargetDeploying")]
    [InlineData("TargetSucceeded")]
    [InlineData("WaveCompleted")]
    [InlineData("GatePassed")]
    [InlineData("TargetFailed")]
    [InlineData("RollbackStarted")]
    [InlineData("TargetRollbackPrepared")]
    [InlineData("TargetRollbackDeploying")]
    [InlineData("TargetRolledBack")]
    [InlineData("Completed")]
    public async Task Kill_AfterAnEventIsStored_NextStartCompletesTheRollback(string kind)
    {
        await using Scene scene = await Scene.StartAsync(RolloutFailureAction.RollBack, failingApp: LastApp);
        Runner killed = await scene.StartPausedRunnerAsync(kind);
        await killed.KillAsync();

        Runner next = scene.StartRunner(resumes: true);
        int exitCode = await next.WaitForExitAsync();

        Assert.True(exitCode is 0, scene.ToString());
        Assert.True(await scene.FindFailureAsync() is null, $"{await scene.FindFailureAsync()}\n{scene}");
    }
}
