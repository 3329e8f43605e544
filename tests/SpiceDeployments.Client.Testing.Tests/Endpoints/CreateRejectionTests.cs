namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class CreateRejectionTests
{
    [Theory]
    [InlineData(AppState.WithoutSpicepod, """{"error":"App has no spicepod configuration"}""")]
    [InlineData(AppState.InvalidSpicepod, """{"error":"Invalid spicepod configuration"}""")]
    [InlineData(AppState.Paused, """{"error":"Spicepod is paused","code":"spicepod_paused"}""")]
    public async Task Create_AppNotReady_Returns400(AppState condition, string body)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithState(condition);

        ApiResponse response = await session.CreateAsync();

        Assert.Equal(400, response.Status);
        Assert.Equal(body, response.Text);
        Assert.Empty(session.App.Deployments);
    }

    [Fact]
    public async Task Create_UnknownApp_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.SendAsync(HttpMethod.Post, "/v1/apps/999/deployments");

        Assert.Equal(404, response.Status);
        Assert.Equal("""{"error":"App with ID 999 not found"}""", response.Text);
    }

    [Theory]
    [InlineData(0, 409)]
    [InlineData(4.999, 409)]
    [InlineData(5, 409)]
    [InlineData(29.999, 409)]
    [InlineData(30, 202)]
    public async Task Create_WhileActive_ConflictsUntilCompletion(double secondsLater, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateAsync();
        session.Pass(secondsLater);

        ApiResponse response = await session.CreateAsync();

        Assert.Equal(status, response.Status);
        Assert.Equal(status == 202 ? 2 : 1, session.App.Deployments.Count);
    }

    [Fact]
    public async Task Create_WhileActiveAndNotYetQueued_Conflicts()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued);
        await session.CreateAsync();

        ApiResponse response = await session.CreateAsync();

        Assert.Equal(409, response.Status);
        Assert.Equal("""{"error":"A deployment is already in progress"}""", response.Text);
    }

    [Theory]
    [InlineData(0, 409)]
    [InlineData(4.999, 409)]
    [InlineData(5, 202)]
    public async Task Create_WhileQueued_ConflictsUntilStart(double secondsLater, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.ConflictRule = ConflictRule.WhileQueued);
        await session.CreateAsync();
        session.Pass(secondsLater);

        ApiResponse response = await session.CreateAsync();

        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task Create_WhileQueuedAndNotYetQueued_Conflicts()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options =>
        {
            options.ConflictRule = ConflictRule.WhileQueued;
            options.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued;
        });
        await session.CreateAsync();

        Assert.Equal(409, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Create_ActiveDeploymentNotVisible_Conflicts()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(3));
        await session.CreateAsync();

        ApiResponse response = await session.CreateAsync();

        Assert.Equal(409, response.Status);
        Assert.Empty((await session.ListAsync()).Deployments);
    }

    [Fact]
    public async Task Create_OtherAppActive_Succeeds()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(8).StartDeployment();

        Assert.Equal(202, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Create_Concurrent_SucceedsOnce()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => session.CreateAsync()));

        Assert.Single(responses, response => response.Status == 202);
        Assert.Equal(31, responses.Count(response => response.Status == 409));
        Assert.Single(session.App.Deployments);
        Assert.Equal(Enumerable.Range(1, 32), session.Emulator.Requests.Select(request => request.Number));
    }
}
