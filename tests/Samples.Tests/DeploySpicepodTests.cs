namespace Samples.Tests;

public sealed class DeploySpicepodTests
{
    private const string Emulated = "The environment contains no credentials: app order-assistant is on an emulator.";

    [Fact]
    public async Task Run_WithoutOptions_UpdatesTheSpicepodAndDeploys()
    {
        SampleResult result = await SampleProcess.RunAsync("DeploySpicepod");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal((Emulated, "App 42 (order-assistant): the spicepod has changed."), (result.OutputLines[0], result.OutputLines[1]));
        Assert.Matches("^(Deploying commit [0-9a-f]{40} of branch .+, from .+|Neither a CI system nor Git knows what is deployed)\\.$", result.OutputLines[2]);
        Assert.Matches("^Deployment 1001 succeeded after [0-9]+ s: image 2.3.2, 1 replica\\(s\\)\\.$", result.OutputLines[3]);
    }

    [Fact]
    public async Task Run_SpicepodUnchanged_DeploysNothing()
    {
        SampleResult result = await RunWithFileAsync("# Another order.\nname: order-assistant\nkind: Spicepod\nversion: v2\n");

        Assert.Equal([Emulated, "App 42 (order-assistant): the spicepod is unchanged.", "Nothing to deploy. Add --force to deploy anyway."], result.OutputLines);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Run_UnknownApp_NamesTheOrganizationAndReturns1()
    {
        SampleResult result = await SampleProcess.RunAsync("DeploySpicepod", "--app", "sales");

        Assert.Equal("The organization of the credentials has no app named 'sales'. 1 app is accessible; check the name.\n", result.Errors);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("--spicepod missing.yaml", "Could not find file")]
    [InlineData("--bogus", "Unrecognized command or argument '--bogus'.")]
    public async Task Run_WrongUsage_ReportsTheErrorAndReturns2(string arguments, string error)
    {
        SampleResult result = await SampleProcess.RunAsync("DeploySpicepod", arguments.Split(' '));

        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    private static async Task<SampleResult> RunWithFileAsync(string spicepod)
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, spicepod, TestContext.Current.CancellationToken);
            return await SampleProcess.RunAsync("DeploySpicepod", "--spicepod", path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
