namespace Samples.Tests;

public sealed class DeployClusterTests : IDisposable
{
    private const string Complete = "On the emulator: 30 apps, 30 deployments, 0 double, 0 lost";

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Run_WithRedis_KillsTheSiloOfTheRolloutAndAnotherCompletesIt()
    {
        await using RedisServer redis = await RedisServer.StartAsync(_directory);

        SampleResult result = await RunAsync(redis.Address);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        string killed = Assert.Single(result.OutputLines, line => line.StartsWith("--- Killed ", StringComparison.Ordinal));
        string continued = result.OutputLines.First(line => line.Contains(" continues the rollout, ", StringComparison.Ordinal));
        Assert.Matches(@"^--- Killed silo-[1-3], process \d+, which ran the rollout: [1-9]\d? of 30 apps have succeeded\.$", killed);
        Assert.Matches(@"^--- silo-[1-3] continues the rollout, \d+\.\d s after the kill\.$", continued);
        Assert.NotEqual(killed.Split(' ')[2].TrimEnd(','), continued.Split(' ')[1]);
        Assert.Equal(30, result.OutputLines.Count(line => line.EndsWith(" succeeded", StringComparison.Ordinal)));
        Assert.Equal(["Rollout 'fleet' is Succeeded: 30 Succeeded.", Complete], result.OutputLines.TakeLast(2));
    }

    [Fact]
    public async Task Run_WithoutRedis_SaysSoAndKillsNoSilo()
    {
        SampleResult result = await RunAsync(redis: "");

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
    private Task<SampleResult> RunAsync(string redis) =>
        SampleProcess.RunAsync("DeployCluster", new Dictionary<string, string>(StringComparer.Ordinal) { ["REDIS"] = redis, ["TMPDIR"] = _directory });
}
