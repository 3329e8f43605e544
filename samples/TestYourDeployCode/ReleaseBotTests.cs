using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace TestYourDeployCode;

/// <summary>Each test has an emulator and a clock of its own, so that they run side by side and wait for nothing.</summary>
public sealed class ReleaseBotTests : IAsyncLifetime
{
    private const long AppId = 42;

    private readonly JumpingClock _clock = new();
    private SpiceCloudEmulator _cloud = null!;
    private EmulatedApp _app = null!;
    private DeploymentsClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, TestContext.Current.CancellationToken);
        _app = _cloud.AddApp(AppId);
        _client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = _cloud.BaseAddress, AccessToken = _cloud.AccessToken }, _clock);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Release_WhenAllGoesWell_DeploysTheCommit()
    {
        _app.NextDeployment().QueuedFor(TimeSpan.FromMinutes(1)).RunsFor(TimeSpan.FromMinutes(4));

        Assert.Equal("9f2c4e7 is live with deployment 1001.", await ReleaseAsync("9f2c4e7"));
        Assert.Equal("9f2c4e7", Assert.Single(_app.Deployments).CommitSha);
    }

    [Fact]
    public async Task Release_WhileSomebodyElseDeploys_SaysWhoAndDoesNotWait()
    {
        _app.StartDeployment("portal", new DeploymentScript().NeverEnds());

        Assert.Equal("9f2c4e7 was not released: someone.else@example.com is deploying.", await ReleaseAsync("9f2c4e7"));
        Assert.Single(_cloud.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("Not enough memory in the cluster", "insufficient_memory", "Release it again later.")]
    [InlineData("Failed to pull container image", null, "Mend it first.")]
    public async Task Release_WhenItFails_SaysWhyAndWhatToDo(string reason, string? code, string advice)
    {
        _app.NextDeployment().Fails(reason, code);

        Assert.Equal($"9f2c4e7 failed: {reason}. {advice}", await ReleaseAsync("9f2c4e7"));
    }

    [Fact]
    public async Task Release_WhenTheAnswerIsLost_StillDeploysJustOnce()
    {
        _cloud.Faults.OnCreate().LoseAnswer();

        Assert.Equal("9f2c4e7 is live with deployment 1001.", await ReleaseAsync("9f2c4e7"));
        Assert.Contains(_cloud.Requests, request => request.Fault == "LoseAnswer");
        Assert.Single(_app.Deployments);
    }

    [Fact]
    public async Task Release_WhenItTakesTooLong_GivesUpAfterTenMinutes()
    {
        _app.NextDeployment().NeverEnds();
        DateTimeOffset start = _clock.GetUtcNow();

        Assert.Equal("9f2c4e7 is not live after 10 minutes; deployment 1001 goes on.", await ReleaseAsync("9f2c4e7"));
        Assert.Equal(TimeSpan.FromMinutes(10), _clock.GetUtcNow() - start);
    }

    private Task<string> ReleaseAsync(string commit) => new ReleaseBot(_client, AppId).ReleaseAsync(commit, TestContext.Current.CancellationToken);
}
