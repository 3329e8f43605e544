using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace TestYourDeployCode;

/// <summary>Each test has its own emulator and clock, so that the tests run in parallel and no test waits.</summary>
public sealed class ReleaseBotTests : IAsyncLifetime
{
    private const long AppId = 42;

    private readonly AutoAdvancingTimeProvider _clock = new();
    private SpiceCloudEmulator _cloud = null!;
    private EmulatedApp _app = null!;
    private DeploymentsClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var emulated = new SpiceCloudEmulatorOptions { TimeProvider = _clock, CreatedByFormat = CreatedByFormat.Text };
        _cloud = await SpiceCloudEmulator.StartAsync(emulated, TestContext.Current.CancellationToken);
        _app = _cloud.AddApp(AppId);
        var options = new DeploymentsClientOptions { BaseAddress = _cloud.BaseAddress, AccessToken = _cloud.AccessToken, TimeProvider = _clock };
        _client = new DeploymentsClient(options);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Release_Success_DeploysTheCommit()
    {
        _app.ScriptNextDeployment().QueuedFor(TimeSpan.FromMinutes(1)).RunsFor(TimeSpan.FromMinutes(4));

        Assert.Equal("9f2c4e7 is live with deployment 1001.", await ReleaseAsync("9f2c4e7"));
        Assert.Equal("9f2c4e7", Assert.Single(_app.Deployments).CommitSha);
        Assert.Equal(TimeSpan.FromSeconds(305), _clock.Elapsed); // The client polls after 5, 15, 35, 65, 95 … seconds.
    }

    [Fact]
    public async Task Release_WhileSomebodyElseDeploys_ReportsWhoAndDoesNotWait()
    {
        _app.StartDeployment("portal", new DeploymentScript().NeverCompletes());

        Assert.Equal("9f2c4e7 was not released: someone.else@example.com is deploying.", await ReleaseAsync("9f2c4e7"));
        Assert.Single(_cloud.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("Not enough memory in the cluster", "insufficient_memory", "Release it again later.")]
    [InlineData("Failed to pull container image", null, "Fix it first.")]
    public async Task Release_Failure_ReportsTheReasonAndWhatToDo(string reason, string? code, string advice)
    {
        _app.ScriptNextDeployment().Fails(reason, code);

        Assert.Equal($"9f2c4e7 failed: {reason}. {advice}", await ReleaseAsync("9f2c4e7"));
    }

    [Fact]
    public async Task Release_LostResponse_DeploysOnce()
    {
        _cloud.Faults.OnCreate().DropResponse();

        Assert.Equal("9f2c4e7 is live with deployment 1001.", await ReleaseAsync("9f2c4e7"));
        Assert.Contains(_cloud.Requests, request => request is { Method: "POST", Fault: not null });
        Assert.Single(_app.Deployments);
    }

    [Fact]
    public async Task Release_LostResponseAndListUnavailable_AsksToCheckTheApp()
    {
        _cloud.Faults.OnCreate().DropResponse();
        _cloud.Faults.OnList().Always().Fail(503, "Down");

        Assert.Equal("9f2c4e7 may be in progress: check the app before you release it again.", await ReleaseAsync("9f2c4e7"));
    }

    [Fact]
    public async Task Release_NewerDeployment_ReportsThatItWasReplaced()
    {
        _app.ScriptNextDeployment().IsSupersededAfter(TimeSpan.FromMinutes(2));

        Assert.Equal("9f2c4e7 is not live: a newer deployment replaced it.", await ReleaseAsync("9f2c4e7"));
        Assert.Equal("portal", _app.Deployments[0].CreationSource);
    }

    [Fact]
    public async Task Release_PollHangs_PollsAgain()
    {
        _cloud.Faults.OnList().HangBeforeProcessing();

        Assert.Equal("9f2c4e7 is live with deployment 1001.", await ReleaseAsync("9f2c4e7"));
    }

    [Fact]
    public async Task Release_NeverCompletes_TimesOutAfterTenMinutes()
    {
        _app.ScriptNextDeployment().NeverCompletes();

        Assert.Equal("9f2c4e7 is not live after 10 minutes; deployment 1001 continues.", await ReleaseAsync("9f2c4e7"));
        Assert.Equal(TimeSpan.FromMinutes(10), _clock.Elapsed);
    }

    private Task<string> ReleaseAsync(string commit) => new ReleaseBot(_client, AppId).ReleaseAsync(commit, TestContext.Current.CancellationToken);
}
