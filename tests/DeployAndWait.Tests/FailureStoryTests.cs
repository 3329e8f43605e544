namespace DeployAndWait.Tests;

public sealed class FailureStoryTests
{
    [Fact]
    public async Task Run_WithFail_TellsTheReasonAndEndsWith1()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--fail");

        Assert.Equal("Deployment 1001 failed: Failed to pull container image\n", result.Errors);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("1001", result.Summary["Id"]);
        Assert.Equal("failed", result.Summary["Status"]);
    }
}
