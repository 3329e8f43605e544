using System.Globalization;
using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Tests;

public sealed class RealServiceTests : IAsyncLifetime
{
    private EmulatedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await EmulatedService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Run_App_DeploysWhatTheOptionsDescribe()
    {
        _service.App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

        SampleResult result = await RunAsync("--image", "2.4.0", "--replicas", "3", "--branch", "main", "--commit", "abc1234", "--message", "- Faster -");

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        EmulatedDeployment deployment = Assert.Single(_service.App.Deployments);
        Assert.Equal("2.4.0", deployment.ImageTag);
        Assert.Equal(3, deployment.Replicas);
        Assert.Equal("main", deployment.Branch);
        Assert.Equal("abc1234", deployment.CommitSha);
        Assert.Equal("- Faster -", deployment.CommitMessage);
    }

    [Fact]
    public async Task Run_Resume_WaitsForTheDeploymentAndCreatesNone()
    {
        EmulatedDeployment deployment = _service.App.StartDeployment();
        deployment.CompleteSuccessfully();

        SampleResult result = await ResumeAsync(deployment);

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("succeeded", result.Summary["Status"]);
        Assert.Equal(deployment.Id, Assert.Single(_service.App.Deployments).Id);
    }

    [Fact]
    public async Task Run_ResumeOfASupersededDeployment_ReportsIt()
    {
        EmulatedDeployment deployment = _service.App.StartDeployment();
        _service.App.StartDeployment();

        SampleResult result = await ResumeAsync(deployment);

        Assert.Contains("superseded", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("superseded", result.Summary["Status"]);
    }

    [Fact]
    public async Task Run_WrongToken_ReturnsNotAuthenticated()
    {
        _service.Environment["SPICE_API_TOKEN"] = "not-a-token-of-this-service";

        SampleResult result = await RunAsync();

        Assert.StartsWith("POST /v1/apps/7/deployments returned 401 (Unauthorized)", result.Errors, StringComparison.Ordinal);
        Assert.Equal(4, result.ExitCode);
        Assert.Empty(_service.App.Deployments);
    }

    [Fact]
    public async Task Run_TwoKindsOfCredentials_ReturnsWrongUsage()
    {
        _service.Environment["SPICEAI_CLIENT_ID"] = "release-bot";

        SampleResult result = await RunAsync();

        Assert.Contains("ClientId", result.Errors, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Run_NoCredentials_NamesTheVariable()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", "--app", "7");

        Assert.Contains("SPICE_API_TOKEN", result.Errors, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Run_ReplicasOutOfRange_ReturnsWrongUsage()
    {
        SampleResult result = await RunAsync("--replicas", "11");

        Assert.StartsWith("Replicas must be from 0 to 10.", result.Errors, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(_service.App.Deployments);
    }

    [Fact]
    public async Task Run_AppWithoutSpicepod_ReportsTheRejection()
    {
        _service.App.WithState(AppState.WithoutSpicepod);

        SampleResult result = await RunAsync();

        Assert.Equal(
            "POST /v1/apps/7/deployments returned 400 (Bad Request): App has no spicepod configuration. "
            + "Set one with IAppsClient.UpdateAppAsync: new UpdateAppRequest { Spicepod = text }.\n",
            result.Errors);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Run_NoListener_ReportsTheAddressInOneLine()
    {
        await _service.DisposeAsync();

        SampleResult result = await RunAsync();

        string address = new Uri(_service.Environment["SPICEAI_API_ENDPOINT"]).Authority;
        Assert.StartsWith($"Could not connect to {address}", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors, '\n');
        Assert.Equal(1, result.ExitCode);
    }

    private Task<SampleResult> RunAsync(params IEnumerable<string> options) =>
        SampleProcess.RunAsync("DeployAndWait", _service.Environment, ["--app", "7", .. options]);

    private Task<SampleResult> ResumeAsync(EmulatedDeployment deployment) => RunAsync("--resume", deployment.Id.ToString(CultureInfo.InvariantCulture));
}
