namespace DeployAndWait.Tests;

public sealed class SuccessStoryTests
{
    [Fact]
    public async Task Run_WithoutArguments_DeploysToTheEmulatorAndSucceeds()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^The Spice Cloud emulator runs in this process, at http://127\.0\.0\.1:\d+/: no account is needed", result.Output);
        Assert.Contains("App 42: deployment 1001 was created.", result.OutputLines);
        Assert.Contains(result.OutputLines, line => line.EndsWith(" queued       next look in 1.0 s", StringComparison.Ordinal));
        Assert.Contains(result.OutputLines, line => line.EndsWith("  succeeded", StringComparison.Ordinal));
        Assert.Equal(["Id", "Status", "Duration", "Replicas", "Image", "Commit"], result.Summary.Keys);
        Assert.Equal("1001", result.Summary["Id"]);
        Assert.Equal("succeeded", result.Summary["Status"]);
        Assert.Equal("5.5 s", result.Summary["Duration"]);
        Assert.Equal("2", result.Summary["Replicas"]);
        Assert.Equal("2.3.2", result.Summary["Image"]);
        Assert.Equal("9f2c4e7 (main) Answer questions about open orders", result.Summary["Commit"]);
    }
}
