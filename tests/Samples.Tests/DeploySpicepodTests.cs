using SpiceDeployments.Client.Testing;

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

    /// <summary>The second run sees what the first one has recorded in the service.</summary>
    [Fact]
    public async Task Run_Twice_DeploysOnce()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp app = cloud.AddApp(7, "orders").WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SPICE_API_TOKEN"] = cloud.AccessToken, ["SPICE_CLOUD_API_URL"] = cloud.BaseAddress.ToString() };

        SampleResult first = await SampleProcess.RunAsync("DeploySpicepod", environment, "--app", "orders");
        SampleResult second = await SampleProcess.RunAsync("DeploySpicepod", environment, "--app", "orders");

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Equal(["App 7 (orders): the spicepod was deployed before.", "Nothing to deploy. Add --force to deploy anyway."], second.OutputLines);
        Assert.Single(app.Deployments);
    }
}
