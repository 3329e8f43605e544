using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

/// <summary>The apps are on an emulator that outlives the sample, as a real service does.</summary>
public sealed class DeployFleetResumeTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private SpiceCloudEmulator _cloud = null!;

    private Dictionary<string, string> Environment => new(StringComparer.Ordinal) { ["SPICE_API_TOKEN"] = _cloud.AccessToken, ["SPICE_CLOUD_API_URL"] = _cloud.BaseAddress.ToString() };

    private IEnumerable<string> Arguments => ["--journal", _directory, "--id", "build-7", "--app", "7", "8"];

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _cloud.AddApp(7, "orders").WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        _cloud.AddApp(8, "sales").WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Interrupt_WhileDeploying_SaysHowToResumeAndTheNextStartContinues()
    {
        _cloud.GetApp(7).ScriptNextDeployment().NeverCompletes();
        await using (var first = SampleProcess.Start("DeployFleet", Environment, Arguments))
        {
            await first.ReadUntilAsync("orders        Deploying      1001");
            await first.SignalAsync("INT");
            SampleResult canceled = await first.WaitForExitAsync();
            Assert.Equal($"Canceled. The deployments in flight continue. To resume the rollout, run the same command with --journal {_directory} --id build-7.\n", canceled.Errors);
            Assert.Equal(130, canceled.ExitCode);
        }

        Assert.Single(_cloud.GetApp(7).Deployments).CompleteSuccessfully();
        SampleResult resumed = await SampleProcess.RunAsync("DeployFleet", Environment, Arguments);

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Errors));
        Assert.Contains("Continuing: 1 Pending, 1 Deploying", resumed.OutputLines);
        Assert.Contains("Rollout 'build-7' is Succeeded: 2 Succeeded.", resumed.OutputLines);
        Assert.Single(_cloud.GetApp(7).Deployments);
        Assert.Single(_cloud.GetApp(8).Deployments);
    }

    [Fact]
    public async Task Run_AfterCompletion_ReportsAgainAndDeploysNothing()
    {
        SampleResult first = await SampleProcess.RunAsync("DeployFleet", Environment, Arguments);
        SampleResult second = await SampleProcess.RunAsync("DeployFleet", Environment, Arguments);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(first.Output[first.Output.IndexOf("## ", StringComparison.Ordinal)..], second.Output[second.Output.IndexOf("## ", StringComparison.Ordinal)..]);
        Assert.Single(_cloud.GetApp(7).Deployments);
    }

    [Fact]
    public async Task Run_SameIdWithAnotherRequest_ReportsThatAndReturns1()
    {
        await SampleProcess.RunAsync("DeployFleet", Environment, Arguments);
        SampleResult second = await SampleProcess.RunAsync("DeployFleet", Environment, [.. Arguments, "--tolerance", "1"]);

        Assert.Equal("Rollout 'build-7' exists and has another request. Nothing was changed. Choose another id.\n", second.Errors);
        Assert.Equal(1, second.ExitCode);
    }

    [Theory]
    [InlineData("", 2, "--app is required for the real service.\n")]
    [InlineData("--app 9", 2, "The credentials give no access to app 9.\n")]
    public async Task Run_WithoutAnAccessibleApp_ReportsTheError(string arguments, int exitCode, string error)
    {
        SampleResult result = await SampleProcess.RunAsync("DeployFleet", Environment, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(new SampleResult(exitCode, "", error), result);
    }
}
