using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.KillTests;

/// <summary>A runner is frozen until a second one has created the deployment of the same intent, and then continues.</summary>
public sealed class FreezeTests
{
    [Theory]
    [InlineData("before-save")]
    [InlineData("after-save")]
    [InlineData("before-last-check")]
    public async Task Thaw_BeforeTheLastCheck_SendsNothing(string point)
    {
        await using Scene scene = await Scene.StartAsync();
        Runner frozen = await FreezeAsync(scene, point);
        Runner second = scene.StartRunner();
        Assert.True(await second.WaitForExitAsync() is 0, scene.ToString());

        await ThawAsync(frozen);
        int exitCode = await frozen.WaitForExitAsync();

        Assert.True(exitCode is Runner.Conflict, scene.ToString());
        Assert.True(scene.CreateCount is 1, scene.ToString());
        Assert.Equal(Assert.Single(scene.Deployments).Id, scene.StoredId);
    }

    [Fact]
    public async Task Thaw_AfterTheLastCheckWhileTheOtherDeploymentIsActive_GetsAConflict()
    {
        await using Scene scene = await Scene.StartAsync();
        scene.App.WithDefaultScript(new DeploymentScript().NeverCompletes());
        Runner frozen = await FreezeAsync(scene, "before-send");
        Runner second = scene.StartRunner();
        await second.WaitForAsync("stored deployment");

        await ThawAsync(frozen);
        int exitCode = await frozen.WaitForExitAsync();
        Assert.Single(scene.Deployments).CompleteSuccessfully();

        Assert.True(exitCode is Runner.Conflict, scene.ToString());
        Assert.Contains("response 409", frozen.Lines);
        Assert.Equal(0, await second.WaitForExitAsync());
        Assert.Equal(scene.Deployments[0].Id, scene.StoredId);
    }

    /// <summary>No client can prevent this duplicate.</summary>
    [Fact]
    public async Task Thaw_AfterTheLastCheckWhenTheOtherDeploymentHasCompleted_ReportsTheDuplicate()
    {
        await using Scene scene = await Scene.StartAsync();
        Runner frozen = await FreezeAsync(scene, "before-send");
        Runner second = scene.StartRunner();
        Assert.True(await second.WaitForExitAsync() is 0, scene.ToString());

        await ThawAsync(frozen);
        int exitCode = await frozen.WaitForExitAsync();

        Assert.True(exitCode is Runner.Conflict, scene.ToString());
        Assert.True(scene.Deployments.Count is 2, scene.ToString());
        Assert.Contains(
            frozen.Lines, line => line.StartsWith($"log 16: Deployments {scene.Deployments[0].Id} and {scene.Deployments[1].Id} of app 42", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Thaw_AfterTheResponse_ReturnsTheDeploymentThatTheOtherAdopted()
    {
        await using Scene scene = await Scene.StartAsync();
        Runner frozen = await FreezeAsync(scene, "after-send");
        Runner second = scene.StartRunner();
        Assert.True(await second.WaitForExitAsync() is 0, scene.ToString());

        await ThawAsync(frozen);
        int exitCode = await frozen.WaitForExitAsync();

        Assert.True(exitCode is Runner.Conflict, scene.ToString());
        Assert.True(scene.CreateCount is 1, scene.ToString());
        Assert.Equal(Assert.Single(scene.Deployments).Id, scene.StoredId);
    }

    private static async Task<Runner> FreezeAsync(Scene scene, string point)
    {
        Runner runner = await scene.StartPausedRunnerAsync(point);
        await runner.FreezeAsync();
        return runner;
    }

    private static Task ThawAsync(Runner runner)
    {
        runner.Release();
        return runner.ThawAsync();
    }
}
