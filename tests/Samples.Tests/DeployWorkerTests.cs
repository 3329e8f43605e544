using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

public sealed class DeployWorkerTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _polledTwice = new();
    private int _pollsWithoutResult;
    private SpiceCloudEmulator _cloud = null!;
    private EmulatedApp _retail = null!;
    private EmulatedApp _logistics = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private string FilePath => Path.Join(_directory, "deploy-run.json");

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock, Output = OnRequest }, CancellationToken);
        _retail = AddApp(42, "retail");
        _logistics = AddApp(77, "logistics");
    }

    public async ValueTask DisposeAsync()
    {
        await _cloud.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Run_WithoutCredentials_DeploysForBothOrganizations()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployWorker", WithFile());

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("The configuration contains no credentials: the apps are on an emulator.", result.OutputLines);
        Assert.Matches("retail: deployment 100[12] succeeded", result.Output);
        Assert.Matches("logistics: deployment 100[12] succeeded", result.Output);
        Assert.Contains("info: DeployWorker.LoggingHealthCheckPublisher[5] retail: Healthy. The API responds.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Activity.DisplayName:        spice.wait", result.Output, StringComparison.Ordinal);
        Assert.Contains("Metric Name: spice.client.wait.duration", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task Terminate_WhileWaiting_NextStartResumesTheWaits()
    {
        _retail.ScriptNextDeployment().NeverCompletes();
        _logistics.ScriptNextDeployment().NeverCompletes();
        await using (SampleProcess first = Start())
        {
            await first.ReadUntilAsync(": waiting for deployment");
            await first.ReadUntilAsync(": waiting for deployment");
            await first.SignalAsync("TERM");
            SampleResult stopped = await first.WaitForExitAsync();
            Assert.Equal(0, stopped.ExitCode);
            Assert.Contains("retail: stopping; the next start resumes the deployment of app 42.", stopped.Output, StringComparison.Ordinal);
            Assert.Contains("logistics: stopping; the next start resumes the deployment of app 77.", stopped.Output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(FilePath));
        _retail.Deployments[0].CompleteSuccessfully();
        _logistics.Deployments[0].Fail("No memory");
        SampleResult result = await RunAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"retail: deployment {_retail.Deployments[0].Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Contains($"logistics: Deployment {_logistics.Deployments[0].Id} failed: No memory", result.Output, StringComparison.Ordinal);
        Assert.Single(_retail.Deployments);
        Assert.Single(_logistics.Deployments);
        Assert.False(File.Exists(FilePath));
    }

    [Theory]
    [InlineData(false, "retail: deployment {0} completed earlier in this run: Succeeded.", 0)]
    [InlineData(true, "retail: deployment {0} completed earlier in this run: Failed.", 1)]
    public async Task Kill_AfterOneOrganizationHasCompleted_NextStartDeploysOnlyTheOther(bool fails, string message, int exitCode)
    {
        if (fails)
        {
            _retail.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("No memory");
        }

        _cloud.Faults.On("POST", "/v1/apps/77/deployments").HangAfterProcessing();
        await using (SampleProcess first = Start())
        {
            await _cloud.Faults.WaitForHangAsync(CancellationToken);
            await first.ReadUntilAsync(fails ? "retail: Deployment 100" : "retail: deployment 100");
            await first.SignalAsync("KILL");
            await first.WaitForExitAsync();
        }

        SampleResult second = await RunAsync();

        EmulatedDeployment retail = Assert.Single(_retail.Deployments);
        Assert.Contains(string.Format(CultureInfo.InvariantCulture, message, retail.Id), second.Output, StringComparison.Ordinal);
        Assert.Contains($"logistics: deployment {Assert.Single(_logistics.Deployments).Id} succeeded", second.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode, second.ExitCode);
    }

    [Fact]
    public async Task Start_AfterACompletedRun_StartsANewRun()
    {
        await RunAsync();
        SampleResult second = await RunAsync();

        Assert.Contains($"retail: deployment {_retail.Deployments[0].Id} succeeded", second.Output, StringComparison.Ordinal);
        Assert.Equal(2, _retail.Deployments.Count);
        Assert.Equal(2, _logistics.Deployments.Count);
    }

    [Fact]
    public async Task Start_PendingDeploymentNotListedYet_WaitsAndCreatesNothing()
    {
        EmulatedDeployment late = _retail.StartDeployment("api", Immediate().VisibilityDelay(TimeSpan.FromHours(1)));
        await WriteFileAsync(GetState($", \"deploymentId\": {late.Id}"));

        Task<SampleResult> running = RunAsync();
        await Task.WhenAny(_polledTwice.Task, running);
        _clock.Advance(TimeSpan.FromHours(1));
        SampleResult result = await running;

        Assert.Contains($"retail: deployment {late.Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        Assert.Single(_retail.Deployments);
    }

    [Fact]
    public async Task Start_PendingDeploymentNoLongerExists_DeploysAgain()
    {
        await WriteFileAsync(GetState(", \"deploymentId\": 9"));

        SampleResult result = await RunAsync();

        Assert.Contains("retail: deployment 9 of app 42 no longer exists; deploying again.", result.Output, StringComparison.Ordinal);
        Assert.Contains($"retail: deployment {Assert.Single(_retail.Deployments).Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Signal_DuringACreateThatTheServiceProcessed_NextStartResumesTheDeployment(string signal)
    {
        OnCreateForRetail().HangAfterProcessing();
        await SignalDuringCreateAsync(signal);

        SampleResult result = await RunAsync();

        Assert.Contains($"retail: deployment {Assert.Single(_retail.Deployments).Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Signal_DuringACreateThatTheServiceDidNotProcess_NextStartCreatesOnce(string signal)
    {
        OnCreateForRetail().HangBeforeProcessing();
        await SignalDuringCreateAsync(signal);
        _clock.Advance(TimeSpan.FromSeconds(75));

        SampleResult result = await RunAsync();

        Assert.Contains($"retail: deployment {Assert.Single(_retail.Deployments).Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Create_AnotherDeploymentIsActive_WaitsForIt()
    {
        EmulatedDeployment active = _retail.StartDeployment("portal", new DeploymentScript().NeverCompletes());

        await using SampleProcess sample = Start();
        await sample.ReadUntilAsync("retrying the create in");
        active.CompleteSuccessfully();
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Contains($"retail: deployment {_retail.Deployments[0].Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, _retail.Deployments.Count);
    }

    [Fact]
    public async Task Create_Rejected_NextStartDeploysOnlyThatOrganization()
    {
        OnCreateForRetail().Fail(403, "Not\u001b[2J for\n::error::you");

        SampleResult first = await RunAsync();
        SampleResult second = await RunAsync();

        Assert.Matches("(?m)^fail: DeployWorker.Worker\\[4\\] retail: .*Not.\\[2J for ::error::you", first.Output);
        Assert.Equal(1, first.ExitCode);
        Assert.Equal(0, second.ExitCode);
        Assert.Single(_retail.Deployments);
        Assert.Single(_logistics.Deployments);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public async Task Create_UnknownOutcome_NextStartResumesTheDeployment()
    {
        OnCreateForRetail().HangAfterProcessing();
        await using (SampleProcess first = Start(("Organizations__retail__Client__AttemptTimeout", "00:00:03")))
        {
            await _cloud.Faults.WaitForHangAsync(CancellationToken);
            _cloud.Faults.On("GET", "/v1/apps/42/deployments").Always().Fail(403, "Forbidden");
            Assert.Equal(1, (await first.WaitForExitAsync()).ExitCode);
        }

        _cloud.Faults.Clear();
        SampleResult second = await RunAsync();

        Assert.Contains($"retail: deployment {Assert.Single(_retail.Deployments).Id} succeeded", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, second.ExitCode);
    }

    [Fact]
    public async Task Run_ControlCharactersInTextsOfTheService_AreReplaced()
    {
        _cloud.Faults.On("GET", "/v1/apps/42/deployments").Always().Fail(403, "Not\u001b[2J for\n::error::you");

        SampleResult result = await RunAsync();

        Assert.Matches("(?m)^fail: DeployWorker.Worker\\[4\\] retail: .*Not.\\[2J for ::error::you", result.Output);
        Assert.Matches("(?m)^warn: DeployWorker.LoggingHealthCheckPublisher\\[5\\] retail: Unhealthy. .*Not.\\[2J for ::error::you", result.Output);
    }

    [Fact]
    public async Task Start_SecondInstance_ReportsThatTheFirstIsRunning()
    {
        _retail.ScriptNextDeployment().NeverCompletes();
        await using SampleProcess first = Start();
        await first.ReadUntilAsync("retail: waiting for deployment");

        SampleResult second = await RunAsync();

        Assert.Equal(new SampleResult(1, "", $"Another DeployWorker is running: it uses {FilePath}.\n"), second);
        Assert.Single(_retail.Deployments);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"retail":null}""")]
    [InlineData("""{"retail":{}}""")]
    [InlineData("""{"retail":{"deploymentId":9}}""")]
    [InlineData("""{"retail":{"intent":{"key":"11111111-1111-1111-1111-111111111111"}}}""")]
    [InlineData("""{"retail":{"intent":{"key":"11111111-1111-1111-1111-111111111111","app_id":42,"request":null,"prepared_at":"2000-01-01T00:00:00Z","settled_after":"2000-01-01T00:01:15Z"}}}""")]
    public async Task Start_DamagedFile_CreatesNothing(string content)
    {
        await WriteFileAsync(content);

        SampleResult result = await RunAsync();

        Assert.Contains($"retail: {FilePath} is damaged", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(_retail.Deployments);
        Assert.Equal(content, await ReadFileAsync());
    }

    [Fact]
    public async Task Start_MissingDirectory_CreatesNothing()
    {
        string directory = Path.Join(_directory, "missing");

        SampleResult result = await RunAsync(("StateFile", Path.Join(directory, "deploy-run.json")));

        Assert.Contains(directory, result.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Empty(_retail.Deployments);
    }

    [Fact]
    public async Task Start_OrganizationWithoutApp_NamesTheSetting()
    {
        SampleResult result = await RunAsync(("Organizations__retail__AppId", "0"));

        Assert.Contains("Organizations:retail:AppId must be the id of an app.", result.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Run_Help_DoesNotDeploy()
    {
        await using SampleProcess sample = StartWith("--help");
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Contains("appsettings.json", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(_cloud.Requests);
    }

    [Fact]
    public async Task Run_UnknownArgument_DoesNotDeploy()
    {
        await using SampleProcess sample = StartWith("--bogus");
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Equal("Unrecognized command or argument '--bogus'.", result.Errors.Trim());
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(_cloud.Requests);
    }

    [Fact]
    public async Task Start_AddressWithoutCredentials_StartsNoEmulator()
    {
        SampleResult result = await SampleProcess.RunAsync(
            "DeployWorker", WithFile(("Organizations__retail__Client__BaseAddress", _cloud.BaseAddress.ToString())));

        Assert.Contains("AccessToken", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("emulator", result.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }

    /// <summary>The file of a worker that was stopped, with the rest of the state after the intent.</summary>
    private static string GetState(string rest) =>
        """{"retail":{"intent":{"key":"11111111-1111-1111-1111-111111111111","app_id":42,"request":{},"prepared_at":"2000-01-01T00:00:00Z","settled_after":"2000-01-01T00:01:15Z"}"""
        + rest + "}}";

    private static DeploymentScript Immediate() => new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    private EmulatedApp AddApp(long id, string organization) => _cloud.AddApp(id).InOrganization(organization).WithDefaultScript(Immediate());

    private FaultRuleBuilder OnCreateForRetail() => _cloud.Faults.On("POST", "/v1/apps/42/deployments");

    private async Task SignalDuringCreateAsync(string signal)
    {
        await using SampleProcess sample = Start();
        await _cloud.Faults.WaitForHangAsync(CancellationToken);
        await sample.SignalAsync(signal);
        SampleResult result = await sample.WaitForExitAsync();
        Assert.Equal(signal is "TERM", result.ExitCode is 0);
    }

    private void OnRequest(string line)
    {
        if (line.Contains("GET /v1/apps/42/deployments/1001 -> 404", StringComparison.Ordinal) && ++_pollsWithoutResult is 2)
        {
            _polledTwice.SetResult();
        }
    }

    private Task WriteFileAsync(string content) => File.WriteAllTextAsync(FilePath, content, CancellationToken);

    private Task<string> ReadFileAsync() => File.ReadAllTextAsync(FilePath, CancellationToken);

    private async Task<SampleResult> RunAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        await using SampleProcess sample = Start(settings);
        return await sample.WaitForExitAsync();
    }

    private SampleProcess Start(params IEnumerable<(string Name, string Value)> settings) => SampleProcess.Start("DeployWorker", GetEnvironment(settings));

    private SampleProcess StartWith(params IEnumerable<string> arguments) => SampleProcess.Start("DeployWorker", GetEnvironment([]), arguments);

    private Dictionary<string, string> GetEnvironment(IEnumerable<(string Name, string Value)> settings) => WithFile(
    [
        ("Organizations__retail__Client__BaseAddress", _cloud.BaseAddress.ToString()),
        ("Organizations__retail__Client__AccessToken", _cloud.IssueOrganizationToken("retail", [.. SpiceScopes.All])),
        ("Organizations__retail__Client__Polling__InitialDelay", "00:00:01"),
        ("Organizations__logistics__Client__BaseAddress", _cloud.BaseAddress.ToString()),
        ("Organizations__logistics__Client__AccessToken", _cloud.IssueOrganizationToken("logistics", [.. SpiceScopes.All])),
        ("Organizations__logistics__Client__Polling__InitialDelay", "00:00:01"),
        .. settings,
    ]);

    private Dictionary<string, string> WithFile(params IEnumerable<(string Name, string Value)> settings)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["StateFile"] = FilePath };
        foreach ((string name, string value) in settings)
        {
            environment[name] = value;
        }

        return environment;
    }
}
