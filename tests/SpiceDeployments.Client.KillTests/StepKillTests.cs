using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.KillTests;

public sealed class StepKillTests
{
    [Theory]
    [InlineData("before-save", 0)]
    [InlineData("after-save", 0)]
    [InlineData("before-last-check", 0)]
    [InlineData("before-send", 0)]
    [InlineData("after-send", 1)]
    [InlineData("before-store-id", 1)]
    public async Task Kill_BetweenTwoSteps_NextStartCreatesWhatIsMissing(string point, int createdBefore)
    {
        await using Scene scene = await Scene.StartAsync();
        Runner killed = await scene.StartPausedRunnerAsync(point);
        await killed.KillAsync();
        Assert.Equal(createdBefore, scene.Deployments.Count);
        Assert.Null(scene.StoredId);

        Runner next = scene.StartRunner();
        int exitCode = await next.WaitForExitAsync();

        Assert.True(exitCode is 0, scene.ToString());
        Assert.True(scene.Deployments.Count is 1, scene.ToString());
        Assert.Equal(scene.Deployments[0].Id, scene.StoredId);
    }

    [Fact]
    public async Task Kill_BeforeTheDeploymentIsListed_NextStartWaitsUntilItIsListed()
    {
        var delay = TimeSpan.FromSeconds(1); // The server's clock stands still, so that the intent has not settled when the deployment is listed.
        var clock = new FakeTimeProvider();
        var firstCheck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isCreated = false;
        await using Scene scene = await Scene.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = clock, Output = OnRequest });
        scene.App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).VisibilityDelay(delay);
        Runner killed = await scene.StartPausedRunnerAsync("after-send");
        await killed.KillAsync();

        Runner next = scene.StartRunner();
        await firstCheck.Task.WaitAsync(TestContext.Current.CancellationToken);
        clock.Advance(delay);
        int exitCode = await next.WaitForExitAsync();

        Assert.True(exitCode is 0, scene.ToString());
        Assert.True(scene.CreateCount is 1, scene.ToString());
        Assert.Equal(Assert.Single(scene.Deployments).Id, scene.StoredId);

        void OnRequest(string line)
        {
            isCreated |= line.Contains("POST", StringComparison.Ordinal);
            if (isCreated && line.Contains("limit=100 -> 200", StringComparison.Ordinal))
            {
                firstCheck.TrySetResult();
            }
        }
    }

    [Fact]
    public async Task Kill_WhileWaiting_NextStartWaitsForTheStoredDeployment()
    {
        await using Scene scene = await Scene.StartAsync();
        scene.App.ScriptNextDeployment().NeverCompletes();
        Runner killed = scene.StartRunner();
        await killed.WaitForAsync("stored deployment");
        await killed.KillAsync();
        scene.Deployments[0].CompleteSuccessfully();

        Runner next = scene.StartRunner();
        int exitCode = await next.WaitForExitAsync();

        Assert.True(exitCode is 0, scene.ToString());
        Assert.Equal(1, scene.CreateCount);
        Assert.Equal(scene.Deployments[0].Id, scene.StoredId);
    }
}
