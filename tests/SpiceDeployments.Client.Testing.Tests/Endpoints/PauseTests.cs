namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class PauseTests
{
    [Fact]
    public async Task Pause_ReadyApp_RejectsCreates()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse paused = await session.SendAsync(HttpMethod.Post, "/v1/apps/7/pause");

        Assert.Equal((200, 7), (paused.Status, paused.Id));
        Assert.True(session.App.IsPaused);
        ApiResponse rejected = await session.CreateAsync();
        Assert.Equal((400, "spicepod_paused"), (rejected.Status, rejected.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resume_AnyApp_CreatesDeployment(bool isPaused)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithState(isPaused ? AppState.Paused : AppState.Ready);

        ApiResponse resumed = await ResumeAsync(session);

        Assert.Equal((200, """{"deployment_id":1001}"""), (resumed.Status, resumed.Text));
        EmulatedDeployment created = Assert.Single(session.App.Deployments);
        Assert.Equal((1001, "api"), (created.Id, created.CreationSource));
        Assert.Equal(AppState.Ready, session.App.State);
        Assert.Equal(1001, session.Emulator.Requests[^1].CreatedDeploymentId);
    }

    [Theory]
    [InlineData(AppState.WithoutSpicepod, "App has no spicepod configuration")]
    [InlineData(AppState.InvalidSpicepod, "Invalid spicepod configuration")]
    public async Task Resume_AppThatCannotBeDeployed_StaysPaused(AppState state, string error)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithState(state).Pause();

        ApiResponse rejected = await ResumeAsync(session);

        Assert.Equal((400, error), (rejected.Status, rejected.Error));
        Assert.True(session.App.IsPaused);
        Assert.Empty(session.App.Deployments);
    }

    [Fact]
    public async Task Resume_Conflict_StaysPaused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.Pause().StartDeployment();

        Assert.Equal(409, (await ResumeAsync(session)).Status);

        Assert.True(session.App.IsPaused);
    }

    [Fact]
    public async Task Put_PausedApp_StaysPaused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithState(AppState.WithoutSpicepod).Pause();

        Assert.Equal(200, (await session.SendAsync(HttpMethod.Put, "/v1/apps/7", """{"spicepod":"version: v2"}""")).Status);

        Assert.Equal(AppState.Paused, session.App.State);
        Assert.Equal(200, (await ResumeAsync(session)).Status);
    }

    [Fact]
    public async Task Resume_ByAnotherUser_StartsDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.Pause();

        EmulatedDeployment started = session.App.Resume();

        Assert.Equal(("portal", AppState.Ready), (started.CreationSource, session.App.State));
    }

    [Fact]
    public async Task WithState_OtherStates_ReplacesSpicepodOnlyIfNecessary()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithSpicepod("version: v1");

        Assert.Equal("""{"version":"v1"}""", session.App.Pause().WithState(AppState.Ready).Settings.Spicepod?.GetRawText());
        Assert.Null(session.App.WithState(AppState.WithoutSpicepod).Settings.Spicepod);
        Assert.Equal(AppState.InvalidSpicepod, session.App.WithState(AppState.InvalidSpicepod).State);
        Assert.Equal("v2", session.App.WithState(AppState.Ready).Settings.Spicepod?.GetProperty("version").GetString());
    }

    private static Task<ApiResponse> ResumeAsync(EmulatorSession session) => session.SendAsync(HttpMethod.Post, "/v1/apps/7/resume");
}
