using System.Globalization;
using System.Xml.Linq;

namespace Samples.Tests;

public sealed class DeployFleetTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Run_WithoutOptions_StopsAfterTheFailureAndReports()
    {
        string report = Path.Join(_directory, "reports", "fleet.md");
        string junit = Path.Join(_directory, "fleet.xml");

        SampleResult result = await RunAsync("--report", report, "--junit", junit);

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Equal("The environment contains no credentials: the apps are on an emulator in this process.", result.OutputLines[0]);
        Assert.Equal(["Wave 1: acme", "Wave 2: borealis, cyberdyne, dunder", "Wave 3: everest, fabrikam, globex, hooli, initech, juniper, kestrel, lumen"], result.OutputLines.Skip(2).Take(3));
        Assert.Matches(@"\n +\d+\.\d s  acme          Succeeded      1013\n +\d+\.\d s  wave 1 has passed the gate: 11 Pending, 1 Succeeded\n", result.Output);
        Assert.Matches(@"\n +\d+\.\d s  cyberdyne     Failed         101[4-6]  Deployment 101[4-6] failed: Failed to pull container image\n", result.Output);
        Assert.Contains("\nRollout 'fleet' is Failed: 3 Succeeded, 1 Failed, 8 Skipped. The failure tolerance is 0.\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Continuing", result.Output, StringComparison.Ordinal);

        Assert.EndsWith((await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)).TrimEnd() + "\n", result.Output, StringComparison.Ordinal);
        XElement[] suites = [.. XDocument.Load(junit).Root!.Elements("testsuite")];
        Assert.Equal(["1,0,0", "3,1,0", "8,0,8"], suites.Select(suite => $"{suite.Attribute("tests")!.Value},{suite.Attribute("failures")!.Value},{suite.Attribute("skipped")!.Value}"));
        Assert.Equal("cyberdyne", Assert.Single(suites.Descendants("failure")).Parent!.Attribute("name")!.Value);
    }

    [Fact]
    public async Task Run_NoFail_DeploysAllApps()
    {
        SampleResult result = await RunAsync("--no-fail");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Rollout 'fleet' is Succeeded: 12 Succeeded.", result.OutputLines);
        Assert.Contains(result.OutputLines, line => line.EndsWith("wave 3 has passed the gate: 12 Succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_RollBack_PutsTheAppsBack()
    {
        SampleResult result = await RunAsync("--roll-back");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Rollout 'fleet' is RolledBack: 8 Skipped, 4 RolledBack. 1 of 12 apps failed.", result.OutputLines);
        Assert.Matches(@"\n\| 1 \| acme \| RolledBack \| 1013, back: 10(1[7-9]|20) \| ", result.Output);
    }

    [Theory]
    [InlineData("8")]
    [InlineData("20")]
    [InlineData("30")]
    public async Task Run_KillAfter_ContinuesAndDeploysNoAppTwice(string events)
    {
        SampleResult result = await RunAsync("--no-fail", "--kill-after", events);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        string killed = Assert.Single(result.OutputLines, line => line.StartsWith("--- Killed the process after ", StringComparison.Ordinal));
        Assert.InRange(int.Parse(killed.Split(' ')[5], CultureInfo.InvariantCulture), int.Parse(events, CultureInfo.InvariantCulture), 45);
        Assert.Contains(result.OutputLines, line => line.StartsWith("Continuing: ", StringComparison.Ordinal));
        Assert.Contains("Rollout 'fleet' is Succeeded: 12 Succeeded.", result.OutputLines);
        Assert.Matches("\nTwo processes: [0-9a-f]{8} stored [0-9]+ events, [0-9a-f]{8} stored [0-9]+ events\\.\n", result.Output);
        Assert.Equal("12 deployments were created, and each is in the journal: no app got two.", result.OutputLines[^1]);
    }

    [Fact]
    public async Task Run_KillAfterInARollback_ContinuesTheRollback()
    {
        SampleResult result = await RunAsync("--roll-back", "--kill-after", "28");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Rollout 'fleet' is RolledBack: 8 Skipped, 4 RolledBack. 1 of 12 apps failed.", result.OutputLines);
        Assert.Equal("8 deployments were created, and each is in the journal: no app got two.", result.OutputLines[^1]);
    }

    [Fact]
    public async Task Run_1000Apps_ReportsTheFailureOnly()
    {
        SampleResult result = await RunAsync("--apps", "1000", "--tolerance", "1");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("Rollout 'fleet' is Succeeded: 999 Succeeded, 1 Failed. The failure tolerance is 1.", result.OutputLines[^1]);
        Assert.InRange(result.OutputLines.Count, 6, 12);
    }

    [Theory]
    [InlineData("--apps 0", "--apps must be from 1 to 10000.")]
    [InlineData("--apps many", "Cannot parse argument 'many' for option '--apps' as expected type 'System.Int32'.")]
    [InlineData("--kill-after 0", "--kill-after must be greater than 0.")]
    [InlineData("--app 7", "--app is for the real service: set SPICE_API_TOKEN.")]
    [InlineData("--concurrency 0", "MaxConcurrency must be from 1 to 10,000, but is 0.")]
    [InlineData("--id ../fleet", "A rollout id has up to 100 letters of ASCII, digits, '-', '_' and '.', and does not begin or end with '.'.")]
    [InlineData("--bogus", "Unrecognized command or argument '--bogus'.")]
    public async Task Run_WrongUsage_ReportsTheErrorAndReturns2(string arguments, string error)
    {
        SampleResult result = await SampleProcess.RunAsync("DeployFleet", ["--journal", _directory, .. arguments.Split(' ')]);

        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    private Task<SampleResult> RunAsync(params IEnumerable<string> arguments) => SampleProcess.RunAsync("DeployFleet", ["--journal", _directory, "--id", "fleet", .. arguments]);
}
