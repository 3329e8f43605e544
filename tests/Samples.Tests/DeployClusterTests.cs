namespace Samples.Tests;

public sealed class DeployClusterTests : IDisposable
{
    private const string Complete = "On the emulator: 30 apps, 30 deployments, 0 double, 0 lost";

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Run_WithoutRedis_SaysSoAndKillsNoSilo()
    {
        SampleResult result = await RunAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("REDIS is not set: the state is in the memory of the silos and is lost with them, so that none is killed.", result.OutputLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("---", result.Output, StringComparison.Ordinal);
        Assert.Equal(["Rollout 'fleet' is Succeeded: 30 Succeeded.", Complete], result.OutputLines.TakeLast(2));
    }

    [Fact]
    public async Task Run_UnknownOption_ReturnsWrongUsage()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployCluster", "--bogus");

        Assert.Equal((2, "Usage: DeployCluster [--hold]\n"), (result.ExitCode, result.Errors));
    }

    /// <summary>Runs the sample, whose logs are in the directory of this test.</summary>
    private Task<SampleResult> RunAsync() =>
        SampleProcess.RunAsync("DeployCluster", new Dictionary<string, string>(StringComparer.Ordinal) { ["REDIS"] = "", ["TMPDIR"] = _directory });
}
