namespace SpiceDeployments.Client.KillTests;

public sealed class TwoRunnersTests
{
    [Fact]
    public async Task Start_TwoRunnersWithoutAnIntent_OneCreates()
    {
        await using Scene scene = await Scene.StartAsync();

        await AssertOneCreatesAsync(scene);
    }

    [Fact]
    public async Task Start_TwoRunnersWithAnIntentThatWasNotSent_OneCreates()
    {
        await using Scene scene = await Scene.StartAsync();
        Runner killed = await scene.StartPausedRunnerAsync("after-save");
        await killed.KillAsync();

        await AssertOneCreatesAsync(scene);
    }

    [Fact]
    public async Task Start_TwoRunnersWithAnIntentThatWasSent_NoneCreates()
    {
        await using Scene scene = await Scene.StartAsync();
        Runner killed = await scene.StartPausedRunnerAsync("after-send");
        await killed.KillAsync();
        Runner[] runners = [scene.StartRunner(), scene.StartRunner()];

        int[] exitCodes = await Task.WhenAll(runners.Select(runner => runner.WaitForExitAsync()));

        AssertOneDeployment(scene, exitCodes);
    }

    /// <summary>Both runners decide to store the intent before either does.</summary>
    private static async Task AssertOneCreatesAsync(Scene scene)
    {
        Runner[] runners = await Task.WhenAll(scene.StartPausedRunnerAsync("before-save"), scene.StartPausedRunnerAsync("before-save"));
        Array.ForEach(runners, runner => runner.Release());

        int[] exitCodes = await Task.WhenAll(runners.Select(runner => runner.WaitForExitAsync()));

        AssertOneDeployment(scene, exitCodes);
        Assert.Equal([0, Runner.Conflict], exitCodes.Order());
    }

    private static void AssertOneDeployment(Scene scene, int[] exitCodes)
    {
        Assert.True(exitCodes.Contains(0) && exitCodes.All(code => code is 0 or Runner.Conflict), scene.ToString());
        Assert.True(scene.CreateCount is 1, scene.ToString());
        Assert.Equal(Assert.Single(scene.Deployments).Id, scene.StoredId);
    }
}
