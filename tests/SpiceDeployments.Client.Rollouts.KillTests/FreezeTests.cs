namespace SpiceDeployments.Client.Rollouts.KillTests;

/// <summary>A runner is frozen while it runs a rollout. It has locked the folder of the rollout, and keeps the lock.</summary>
public sealed class FreezeTests
{
    [Theory]
    [InlineData("TargetPrepared")]
    [InlineData("TargetDeploying")]
    [InlineData("WaveCompleted")]
    public async Task Freeze_WhileTheRolloutRuns_RefusesASecondRunnerAndContinues(string kind)
    {
        await using Scene scene = await Scene.StartAsync(RolloutFailureAction.Stop, failingApp: null);
        Runner frozen = await scene.StartPausedRunnerAsync(kind);
        await frozen.FreezeAsync();
        int[] refused = [await scene.StartRunner(resumes: true).WaitForExitAsync(), await scene.StartRunner(resumes: false).WaitForExitAsync()];

        frozen.Release();
        await frozen.ThawAsync();
        int exitCode = await frozen.WaitForExitAsync();

        Assert.Equal([Runner.Conflict, Runner.Conflict], refused);
        Assert.True(exitCode is 0, scene.ToString());
        Assert.True(await scene.FindFailureAsync() is null, $"{await scene.FindFailureAsync()}\n{scene}");
    }
}
