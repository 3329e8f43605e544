using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.KillTests;

public sealed class OrderTests
{
    /// <summary>So many checks during a conflict take longer than an intent may be sent, even with the shortest delays.</summary>
    private const int ChecksPerSendWindow = 9;

    [Fact]
    public async Task Create_StoresTheIntentBeforeItIsSentAndTheIdAfterwards()
    {
        await using Scene scene = await Scene.StartAsync();

        Runner runner = scene.StartRunner();
        await runner.WaitForExitAsync();

        Assert.True(runner.FindUnstoredSends() is [], scene.ToString());
        string[] last = [.. runner.Lines.SkipWhile(line => line is not "response 202").Where(line => !line.StartsWith("log", StringComparison.Ordinal))];
        Assert.Equal(["response 202", $"stored deployment {scene.StoredId}", $"completed {scene.StoredId}: Succeeded"], last);
    }

    [Fact]
    public async Task Create_AfterALongConflict_StoresTheIntentAgainBeforeItIsSentAgain()
    {
        await using Scene scene = await Scene.StartAsync();
        EmulatedDeployment active = scene.App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).NeverCompletes());
        Runner runner = scene.StartRunner();
        for (int checks = 0; checks < ChecksPerSendWindow; checks++)
        {
            await runner.WaitForAsync("log 4: ");
        }

        int versionBefore = runner.Lines.Count(line => line.StartsWith("stored intent", StringComparison.Ordinal));
        active.CompleteSuccessfully();
        await runner.WaitForExitAsync();

        Assert.Contains($"stored intent, version {versionBefore + 1}", runner.Lines);
        Assert.True(runner.FindUnstoredSends() is [], scene.ToString());
        Assert.Equal(Assert.Single(scene.Deployments).Id, scene.StoredId);
    }
}
