namespace DeployAndWait.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("--bogus", "There is no argument '--bogus'. --help shows the usage.\n")]
    [InlineData("--app 7", "--app deploys to the real service, which needs a token: set the environment variable SPICE_API_TOKEN. --help shows the usage.\n")]
    public async Task Run_WithWrongArguments_SaysSoAndEndsWith2(string arguments, string errors)
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", arguments.Split(' '));

        Assert.Equal(errors, result.Errors);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Run_WithHelp_PrintsTheUsage()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--help");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.All(
            ["--fail", "--conflict", "--app", "--resume", "--image", "--replicas", "--branch", "--commit", "--message", "SPICE_API_TOKEN", "130"],
            word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
    }
}
