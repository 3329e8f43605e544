namespace DeployAndWait.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--bogus", "Unrecognized command or argument '--bogus'.")]
    [InlineData("--app seven", "Cannot parse argument 'seven' for option '--app' as expected type 'System.Int64'.")]
    [InlineData("--app 7 --image", "Required argument missing for option: '--image'.")]
    [InlineData("--chaos 1 --fail", "Choose one of --fail, --conflict and --chaos.")]
    [InlineData("--app 7 --fail", "--fail, --conflict and --chaos run on the emulator: omit --app.")]
    [InlineData("--image 2.4.0", "--resume, --image, --replicas, --branch, --commit and --message are for the real service: add --app ID.")]
    [InlineData("--resume 1001", "--resume, --image, --replicas, --branch, --commit and --message are for the real service: add --app ID.")]
    [InlineData("--app 7 --resume 1001 --branch main", "--resume waits for an existing deployment: omit the options that describe a new one.")]
    public async Task Run_WrongUsage_ReportsTheErrorAndShowsTheUsage(string arguments, string error)
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", arguments.Split(' '));

        Assert.Equal(error, result.Errors.Trim());
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("Description:", result.Output.TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Help_ShowsTheOptions()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--help");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.All(
            ["--fail", "--conflict", "--chaos", "--app", "--resume", "--image", "--replicas", "--branch", "--commit", "--message", "SPICE_API_TOKEN", "130"],
            word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
    }
}
