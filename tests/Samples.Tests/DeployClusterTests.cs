using System.Net.Http.Json;

namespace Samples.Tests;

public sealed class DeployClusterTests : IDisposable
{
    private const string Complete = "On the emulator: 30 apps, 30 deployments, 0 double, 0 lost";
    private const string Dashboard = "Dashboard of Orleans: ";

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Run_WithoutRedis_SaysSoAndKillsNoSilo()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployCluster", GetEnvironment());

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("REDIS is not set: the state is in the memory of the silos and is lost with them, so that none is killed.", result.OutputLines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("---", result.Output, StringComparison.Ordinal);
        Assert.Equal(["Rollout 'fleet' is Succeeded: 30 Succeeded.", Complete], result.OutputLines.TakeLast(2));
        Assert.Empty(GetLogDirectories());
    }

    [Fact]
    public async Task Run_SiloDoesNotStart_NamesTheDirectoryOfTheLogs()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployCluster", GetEnvironment(redis: "127.0.0.1:1"));

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith($"silo-1 did not start.\nThe logs of the silos are in {Assert.Single(GetLogDirectories())}.\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_NotPossible_IsAProblem()
    {
        await using var sample = SampleProcess.Start("DeployCluster", GetEnvironment(), "--hold");
        using var http = new HttpClient { BaseAddress = new Uri(new Uri((await sample.ReadUntilAsync(Dashboard)).Split(Dashboard)[1]), "/rollouts/") };

        await AssertProblemAsync(404, "The store has no rollout 'unknown'.", http.GetAsync("unknown", CancellationToken));
        await AssertProblemAsync(404, "The store has no rollout 'unknown'.", http.GetAsync("unknown/events", CancellationToken));
        await AssertProblemAsync(422, "A rollout id has up to 100 letters", http.GetAsync(".hidden", CancellationToken));
        await AssertProblemAsync(422, "Targets", http.PostAsJsonAsync("empty", CreateBody([]), CancellationToken));
        await AssertProblemAsync(409, "Rollout 'fleet' exists and has another request.", http.PostAsJsonAsync("fleet", CreateBody(101), CancellationToken));
        await AssertProblemAsync(400, "The JSON value could not be converted", http.PostAsJsonAsync("fleet", new { apps = 101 }, CancellationToken));
        await AssertProblemAsync(400, "apps", http.PostAsJsonAsync("fleet", new { apps = (string?)null, imageTag = "2.4.0" }, CancellationToken));
    }

    [Fact]
    public async Task Run_UnknownOption_ReturnsWrongUsage()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployCluster", "--bogus");

        Assert.Equal((2, "Usage: DeployCluster [--hold]\n"), (result.ExitCode, result.Errors));
    }

    private static object CreateBody(params long[] apps) => new { apps, imageTag = "2.4.0" };

    private static async Task AssertProblemAsync(int status, string reason, Task<HttpResponseMessage> request)
    {
        using HttpResponseMessage response = await request;
        string body = await response.Content.ReadAsStringAsync(CancellationToken);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains(reason, body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private string[] GetLogDirectories() => Directory.GetDirectories(_directory, "spice-cluster-*");

    /// <summary>Without Redis by default, and with the logs in the directory of this test. Windows reads <c>TMP</c>.</summary>
    private Dictionary<string, string> GetEnvironment(string redis = "") =>
        new(StringComparer.Ordinal) { ["REDIS"] = redis, ["TMPDIR"] = _directory, ["TMP"] = _directory };
}
