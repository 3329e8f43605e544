using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class ProcessLaterTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ProcessLater_ProxyTimeout_CreatesWhenTheDelayHasElapsed()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).RespondWithHtml(504);

        ApiResponse response = await session.CreateAsync("""{"branch":"main"}""");
        session.Pass(19.999);
        Assert.Equal(504, response.Status);
        Assert.Empty((await session.ListAsync()).Deployments);
        Assert.Empty(session.App.Deployments);
        Assert.Null(session.Emulator.Requests[0].CreatedDeploymentId);
        session.Pass(3);

        JsonElement created = Assert.Single((await session.ListAsync()).Deployments);
        Assert.Equal("main", created.GetProperty("branch").GetString());
        Assert.Equal("2026-10-06T08:00:20.000Z", created.GetProperty("created_at").GetString());
        Assert.Equal("user@example.com", session.App.Deployments[0].CreatedBy);
        Assert.Equal(created.GetProperty("id").GetInt64(), session.Emulator.Requests[0].CreatedDeploymentId);
        session.Pass(5);
        Assert.Equal("in_progress", Assert.Single(session.App.Deployments).Status);
    }

    [Fact]
    public async Task ProcessLater_ConnectionClosed_CreatesAfterTheClientHasGone()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).ResetConnection();
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).HangBeforeProcessing();
        session.App.WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync());
        session.Pass(1);
        Task<ApiResponse> hanging = session.CreateAsync();
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);
        await session.Emulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        session.Pass(100);

        Assert.Equal([21, 20], session.App.Deployments.Select(deployment => (deployment.CreatedAt - EmulatorSession.StartTime).TotalSeconds));
    }

    [Fact]
    public async Task ProcessLater_ConflictAtThatTime_CreatesNothing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().Fails("first");
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).RespondWithEmpty(504);
        await session.CreateAsync();
        session.Pass(19);
        ApiResponse other = await session.CreateAsync();
        session.Pass(30);

        EmulatedDeployment only = Assert.Single(session.App.Deployments);
        Assert.Equal((other.Id, "first"), (only.Id, only.ErrorMessage));
    }

    [Fact]
    public async Task ProcessLater_WhileQueued_SupersedesAtThatTime()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.ConflictRule = ConflictRule.WhileQueued);
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).RespondWithEmpty(504);
        await session.CreateAsync();
        ApiResponse other = await session.CreateAsync();
        EmulatedDeployment replaced = session.App.Deployments[0];
        session.Pass(1000);

        Assert.True(replaced.IsSuperseded);
        JsonElement shown = (await session.GetDeploymentAsync(other.Id)).Json;
        Assert.Equal(("created", "2026-10-06T08:00:20.000Z"), (shown.GetProperty("status").GetString(), shown.GetProperty("updated_at").GetString()));
    }

    [Theory]
    [InlineData("""{"replicas":11}""", AppState.Ready)]
    [InlineData("{}", AppState.Paused)]
    public async Task ProcessLater_RejectedCreate_CreatesNothing(string body, AppState state)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithState(state);
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).RespondWithEmpty(504);

        ApiResponse response = await session.CreateAsync(body);
        session.Pass(1000);

        Assert.Equal((504, ""), (response.Status, response.Text));
        Assert.Empty(session.App.Deployments);
    }

    [Fact]
    public async Task ProcessLater_AutoAdvancingClock_IsLateForTheClientToo()
    {
        var clock = new AutoAdvancingTimeProvider();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.TimeProvider = clock);
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).RespondWithEmpty(504);

        await session.CreateAsync();
        await Task.Delay(TimeSpan.FromSeconds(19), clock, TestContext.Current.CancellationToken);
        Assert.Empty((await session.ListAsync()).Deployments);
        await Task.Delay(TimeSpan.FromSeconds(1), clock, TestContext.Current.CancellationToken);

        Assert.Single((await session.ListAsync()).Deployments);
        Assert.Equal(TimeSpan.FromSeconds(20), clock.Elapsed);
    }

    [Fact]
    public async Task ProcessLater_Timeline_NamesTheRequest()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.ListAsync();
        session.Pass(2);
        session.Emulator.Faults.OnCreate().ProcessLater(Delay).RespondWithEmpty(504);
        await session.CreateAsync();
        session.Pass(26);

        Assert.Equal(
            """
             +0.0 s  GET /v1/apps/7/deployments -> 200
             +2.0 s  POST /v1/apps/7/deployments -> 504 (RespondWithEmpty)
            +22.0 s  request of +2.0 s created deployment 1001
            +27.0 s  deployment 1001 started
            """,
            session.Emulator.GetTimeline());
    }

    [Fact]
    public async Task ProcessLater_ContradictingSteps_Throw()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultInjector faults = session.Emulator.Faults;

        Assert.Throws<ArgumentOutOfRangeException>("delay", () => faults.OnCreate().ProcessLater(TimeSpan.Zero));
        Assert.Equal(
            "Only creates can be processed later: start the rule with OnCreate.",
            Assert.Throws<InvalidOperationException>(() => faults.OnList().ProcessLater(Delay)).Message);
        Assert.Equal(
            "AfterProcessing contradicts ProcessLater.",
            Assert.Throws<InvalidOperationException>(() => faults.OnCreate().AfterProcessing().ProcessLater(Delay)).Message);
        Assert.Equal(
            "AfterProcessing processes the request first, which contradicts ProcessLater.",
            Assert.Throws<InvalidOperationException>(() => faults.OnCreate().ProcessLater(Delay).AfterProcessing()).Message);
        Assert.Equal(
            "DropResponse processes the request first, which contradicts ProcessLater.",
            Assert.Throws<InvalidOperationException>(() => faults.OnCreate().ProcessLater(Delay).DropResponse()).Message);
        Assert.Equal(202, (await session.CreateAsync()).Status);
    }
}
