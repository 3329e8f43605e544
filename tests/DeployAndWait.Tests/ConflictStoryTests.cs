namespace DeployAndWait.Tests;

public sealed class ConflictStoryTests
{
    [Fact]
    public async Task Run_WithConflict_WaitsForTheOtherDeploymentAndSucceeds()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--conflict");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Somebody else has started deployment 1001 of app 42 in the portal; it has to end first.", result.OutputLines);
        Assert.Matches(@"\nApp 42: deployment 1001 \((queued|in_progress)\) is in the way; the next try to create is in \d\.\d s\.\n", result.Output);
        Assert.Contains("App 42: deployment 1002 was created.", result.OutputLines);
        Assert.Equal("1002", result.Summary["Id"]);
        Assert.Equal("succeeded", result.Summary["Status"]);
    }
}
