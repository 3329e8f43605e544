namespace DeployAndWait.Tests;

public sealed class ScenarioTests
{
    /// <summary>Selects no request that hangs.</summary>
    private const string SeedWithoutHang = "4";

    [Fact]
    public async Task Run_WithoutOptions_DeploysToTheEmulatorAndSucceeds()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"\nThe Spice Cloud emulator runs in this process at http://127\.0\.0\.1:\d+/; nothing real is deployed\.", result.Output);
        Assert.Contains("Created deployment 1001 of app 42.", result.OutputLines);
        Assert.Matches(@"\n +\d+\.\d s  (queued     |in_progress)  poll 1, next in \d\.\d s\n", result.Output); // A busy machine polls later.
        Assert.Contains(result.OutputLines, line => line.Contains("  succeeded    poll ", StringComparison.Ordinal));
        Assert.Equal("1001", result.Summary["Id"]);
        Assert.Equal("succeeded", result.Summary["Status"]);
        Assert.Equal("5.5 s", result.Summary["Duration"]);
        Assert.Equal("2", result.Summary["Replicas"]);
        Assert.Equal("2.3.2", result.Summary["Image"]);
        Assert.Equal("9f2c4e7 Answer questions about open orders", result.Summary["Commit"]);
    }

    /// <summary>The emulator is on loopback, which no proxy can reach.</summary>
    [Fact]
    public async Task Run_ProxyInTheEnvironment_Succeeds()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HTTP_PROXY"] = "http://127.0.0.1:1",
            ["http_proxy"] = "http://127.0.0.1:1",
            ["HTTPS_PROXY"] = "http://127.0.0.1:1",
            ["NO_PROXY"] = "",
            ["no_proxy"] = "",
        });

        Assert.Equal(("", 0), (result.Errors, result.ExitCode));
    }

    [Fact]
    public async Task Run_Fail_ReportsTheReason()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--fail");

        Assert.Equal("Deployment 1001 failed: Failed to pull container image\n", result.Errors);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("failed", result.Summary["Status"]);
    }

    [Fact]
    public async Task Run_Conflict_WaitsForTheActiveDeploymentAndSucceeds()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--conflict");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Deployment 1001 of app 42, which somebody else created in the portal, is active.", result.OutputLines);
        Assert.Matches(@"\nDeployment 1001 of app 42 is (queued|in_progress); retrying the create in \d\.\d s\.\n", result.Output);
        Assert.Contains("Created deployment 1002 of app 42.", result.OutputLines);
        Assert.Equal("1002", result.Summary["Id"]);
        Assert.Equal("succeeded", result.Summary["Status"]);
    }

    [Fact]
    public async Task Run_Chaos_CreatesOneDeploymentAndShowsTheRequests()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--chaos", SeedWithoutHang);

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Found deployment 1001 of app 42, created by the request whose response was lost.", result.OutputLines);
        Assert.Single(result.OutputLines, line => line.Contains(" POST /v1/apps/42/deployments -> 504 ", StringComparison.Ordinal));
        Assert.Equal("succeeded", result.Summary["Status"]);
    }
}
