using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Tests;

public sealed class RealServiceTests
{
    [Fact]
    public async Task Run_WithApp_DeploysThereWhatTheArgumentsSay()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        service.App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

        SampleResult result = await SampleProcess.RunAsync(
            "DeployAndWait", service.Environment, "--app", "7", "--image", "2.4.0", "--replicas", "3", "--branch", "main", "--commit", "abc1234", "--message", "Faster");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        EmulatedDeployment deployment = Assert.Single(service.App.Deployments);
        Assert.Equal("2.4.0", deployment.ImageTag);
        Assert.Equal(3, deployment.Replicas);
        Assert.Equal("main", deployment.Branch);
        Assert.Equal("abc1234", deployment.CommitSha);
        Assert.Equal("Faster", deployment.CommitMessage);
        Assert.Contains("Deploying app 7: image 2.4.0, replicas 3, commit abc1234 (main) Faster.", result.OutputLines);
    }

    [Fact]
    public async Task Run_WithATokenButWithoutApp_StaysOnItsOwnEmulator()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();

        await using var sample = SampleProcess.Start("DeployAndWait", service.Environment);
        await sample.ReadUntilAsync("next look in");
        await sample.SignalAsync("TERM");
        SampleResult result = await sample.EndAsync();

        Assert.Contains("the real service you would go on with --app 42 --resume 1001.", result.Errors, StringComparison.Ordinal);
        Assert.Equal(130, result.ExitCode);
        Assert.Empty(service.Requests);
    }
}
