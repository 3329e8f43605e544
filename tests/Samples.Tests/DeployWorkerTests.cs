using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

public sealed class DeployWorkerTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _lookedTwiceInVain = new();
    private int _looksInVain;
    private SpiceCloudEmulator _cloud = null!;
    private EmulatedApp _retail = null!;
    private EmulatedApp _logistics = null!;

    private static CancellationToken TestEnds => TestContext.Current.CancellationToken;

    private string StatePath => Path.Join(_directory, "under-way.json");

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock, Output = Hear }, TestEnds);
        _retail = AddApp(42, "retail");
        _logistics = AddApp(77, "logistics");
    }

    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Run_WithoutCredentials_DeploysForBothOrganizationsAndEndsWith0()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployWorker", "--StateFile", StatePath);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warn: DeployWorker.Worker[7] No credentials in the configuration: the apps are those of an emulator.", result.Output, StringComparison.Ordinal);
        Assert.Matches("retail: deployment 100[12] succeeded", result.Output);
        Assert.Matches("logistics: deployment 100[12] succeeded", result.Output);
        Assert.Contains("info: DeployWorker.HealthLog[5] retail: Healthy. The API answers.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Activity.DisplayName:        spice.wait", result.Output, StringComparison.Ordinal);
        Assert.Contains("Metric Name: spice.client.deployments", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(StatePath));
    }

    [Fact]
    public async Task Terminate_WhileWaiting_KeepsTheIdsAndTheNextStartWaitsForThem()
    {
        _retail.ScriptNextDeployment().NeverCompletes();
        _logistics.ScriptNextDeployment().NeverCompletes();
        await using (SampleProcess first = Start())
        {
            await first.ReadUntilAsync(": waiting for deployment");
            await first.ReadUntilAsync(": waiting for deployment");
            await first.SignalAsync("TERM");
            SampleResult stopped = await first.EndAsync();
            Assert.Equal(0, stopped.ExitCode);
            Assert.Contains($"retail: stopping; deployment {_retail.Deployments[0].Id} of app 42 goes on", stopped.Output, StringComparison.Ordinal);
            Assert.Contains($"logistics: stopping; deployment {_logistics.Deployments[0].Id} of app 77 goes on", stopped.Output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(StatePath));
        _retail.Deployments[0].CompleteSuccessfully();
        _logistics.Deployments[0].Fail("No memory");
        SampleResult result = await RunAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"retail: deployment {_retail.Deployments[0].Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Contains($"logistics: Deployment {_logistics.Deployments[0].Id} failed: No memory", result.Output, StringComparison.Ordinal);
        Assert.Single(_retail.Deployments);
        Assert.Single(_logistics.Deployments);
        Assert.False(File.Exists(StatePath));
    }

    [Fact]
    public async Task Start_WhileTheRecordOfItsDeploymentIsLate_WaitsForItAndCreatesNothing()
    {
        EmulatedDeployment late = _retail.StartDeployment("api", AtOnce().VisibilityDelay(TimeSpan.FromHours(1)));
        await WriteStateAsync($$$"""{"retail":{"appId":42,"deploymentId":{{{late.Id}}}}}""");

        Task<SampleResult> running = RunAsync();
        await Task.WhenAny(_lookedTwiceInVain.Task, running);
        _clock.Advance(TimeSpan.FromHours(1));
        SampleResult result = await running;

        Assert.Contains($"retail: deployment {late.Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        Assert.Single(_retail.Deployments);
    }

    [Fact]
    public async Task Start_WithADeploymentThatTheServiceHasForgotten_DeploysAnew()
    {
        await WriteStateAsync("""{"retail":{"appId":42,"deploymentId":9}}""");

        SampleResult result = await RunAsync();

        Assert.Contains("retail: the service does not know deployment 9 of app 42 any more; deploying anew.", result.Output, StringComparison.Ordinal);
        Assert.Contains($"retail: deployment {Assert.Single(_retail.Deployments).Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Terminate_DuringACreate_LetsItEndAndKeepsItsId()
    {
        _retail.ScriptNextDeployment().NeverCompletes();
        OnCreateForRetail().HangAfterProcessing();

        await using SampleProcess sample = Start("--Organizations:retail:Client:AttemptTimeout", "00:00:03");
        await _cloud.Faults.WaitForHangAsync(TestEnds);
        await sample.SignalAsync("TERM");
        SampleResult result = await sample.EndAsync();

        long id = Assert.Single(_retail.Deployments).Id;
        Assert.Contains($"retail: stopping; deployment {id} of app 42 goes on", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"\"deploymentId\":{id}", await ReadStateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminate_DuringACreateThatOutlastsTheHost_EndsWith1()
    {
        OnCreateForRetail().HangAfterProcessing();

        await using SampleProcess sample = Start("--shutdownTimeoutSeconds", "1");
        await _cloud.Faults.WaitForHangAsync(TestEnds);
        await sample.SignalAsync("TERM");
        SampleResult result = await sample.EndAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("\"retail\":{\"appId\":42,", await ReadStateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterAKillDuringACreate_SaysSoAndCreatesNothing()
    {
        OnCreateForRetail().HangAfterProcessing();
        await using (SampleProcess killed = Start())
        {
            await _cloud.Faults.WaitForHangAsync(TestEnds);
            await killed.SignalAsync("KILL");
            await killed.EndAsync();
        }

        SampleResult result = await RunAsync();

        Assert.Matches("fail: DeployWorker.Worker\\[4\\] retail: An earlier run was cut off at .* while it created a deployment of app 42: there may be one or not.", result.Output);
        Assert.Equal(1, result.ExitCode);
        Assert.Single(_retail.Deployments);
    }

    [Fact]
    public async Task Create_ThatIsRefused_LeavesNothingToLookAfter()
    {
        OnCreateForRetail().Fail(403, "Not for you");

        SampleResult result = await RunAsync();

        Assert.Matches("fail: DeployWorker.Worker\\[4\\] retail: .*Not for you", result.Output);
        Assert.Equal(1, result.ExitCode);
        Assert.False(File.Exists(StatePath));
    }

    [Fact]
    public async Task Create_WhoseOutcomeStaysUnknown_IsRemembered()
    {
        OnCreateForRetail().DropResponse();
        _cloud.Faults.On("GET", "/v1/apps/42/deployments").Always().RespondWithHtml(404);

        SampleResult result = await RunAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("warn: DeployWorker.HealthLog[5] retail: Unhealthy.", result.Output, StringComparison.Ordinal);
        Assert.Contains("\"retail\":{\"appId\":42,", await ReadStateAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfASecondOneOnTheSameFile_IsRefused()
    {
        _retail.ScriptNextDeployment().NeverCompletes();
        await using SampleProcess first = Start();
        await first.ReadUntilAsync("retail: waiting for deployment");

        SampleResult second = await RunAsync();

        Assert.Contains($"{StatePath}.lock", second.Errors, StringComparison.Ordinal);
        Assert.Equal("", second.Output);
        Assert.Equal(1, second.ExitCode);
        Assert.Single(_retail.Deployments);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"retail":null}""")]
    [InlineData("""{"retail":{}}""")]
    [InlineData("""{"retail":{"appId":42,"deploymentId":0}}""")]
    public async Task Start_WithADamagedFile_SaysSoAndCreatesNothing(string content)
    {
        await WriteStateAsync(content);

        SampleResult result = await RunAsync();

        Assert.Contains($"retail: {StatePath} is damaged", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(_retail.Deployments);
        Assert.Equal(content, await ReadStateAsync());
    }

    [Fact]
    public async Task Start_WhereNoFileCanBeWritten_SaysSoAndCreatesNothing()
    {
        SampleResult result = await RunAsync("--StateFile", Path.Join(_directory, "missing", "under-way.json"));

        Assert.Contains(Path.Join(_directory, "missing"), Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(_retail.Deployments);
    }

    [Fact]
    public async Task Start_WithAnOrganizationWithoutAnApp_NamesTheSetting()
    {
        SampleResult result = await RunAsync("--Organizations:retail:AppId", "0");

        Assert.Equal(new SampleResult(1, "", "Organizations:retail:AppId must be the number of an app.\n"), result);
    }

    [Fact]
    public async Task Start_WithAnAddressButNoCredentials_DoesNotDeployToAnEmulator()
    {
        SampleResult result = await SampleProcess.RunAsync(
            "DeployWorker", "--StateFile", StatePath, "--Organizations:retail:Client:BaseAddress", _cloud.BaseAddress.ToString());

        Assert.Contains("AccessToken", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("emulator", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    private static DeploymentScript AtOnce() => new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    private EmulatedApp AddApp(long id, string organization) => _cloud.AddApp(id).InOrganization(organization).WithDefaultScript(AtOnce());

    private FaultRuleBuilder OnCreateForRetail() => _cloud.Faults.On("POST", "/v1/apps/42/deployments");

    private void Hear(string line)
    {
        if (line.Contains("GET /v1/apps/42/deployments/1001 -> 404", StringComparison.Ordinal) && ++_looksInVain is 2)
        {
            _lookedTwiceInVain.SetResult();
        }
    }

    private Task WriteStateAsync(string content) => File.WriteAllTextAsync(StatePath, content, TestEnds);

    private Task<string> ReadStateAsync() => File.ReadAllTextAsync(StatePath, TestEnds);

    private async Task<SampleResult> RunAsync(params IEnumerable<string> args)
    {
        await using SampleProcess sample = Start(args);
        return await sample.EndAsync();
    }

    private SampleProcess Start(params IEnumerable<string> args) => SampleProcess.Start(
        "DeployWorker",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["StateFile"] = StatePath,
            ["Organizations__retail__Client__BaseAddress"] = _cloud.BaseAddress.ToString(),
            ["Organizations__retail__Client__AccessToken"] = _cloud.IssueOrganizationToken("retail", [.. SpiceScopes.All]),
            ["Organizations__retail__Client__Polling__InitialDelay"] = "00:00:01",
            ["Organizations__logistics__Client__BaseAddress"] = _cloud.BaseAddress.ToString(),
            ["Organizations__logistics__Client__AccessToken"] = _cloud.IssueOrganizationToken("logistics", [.. SpiceScopes.All]),
            ["Organizations__logistics__Client__Polling__InitialDelay"] = "00:00:01",
        },
        args);
}
