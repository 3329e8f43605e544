namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class CreateRefusalTests
{
    [Theory]
    [InlineData(AppState.WithoutSpicepod, """{"error":"App has no spicepod configuration"}""")]
    [InlineData(AppState.InvalidSpicepod, """{"error":"Invalid spicepod configuration"}""")]
    [InlineData(AppState.Paused, """{"error":"Spicepod is paused","code":"spicepod_paused"}""")]
    public async Task Create_AppInThisCondition_IsRefused(AppState condition, string body)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithState(condition);

        Answer answer = await session.CreateAsync();

        Assert.Equal(400, answer.Status);
        Assert.Equal(body, answer.Text);
        Assert.Empty(session.App.Deployments);
    }

    [Fact]
    public async Task Create_UnknownApp_IsNotFound()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.SendAsync(HttpMethod.Post, "/v1/apps/999/deployments");

        Assert.Equal(404, answer.Status);
        Assert.Equal("""{"error":"App with ID 999 not found"}""", answer.Text);
    }

    [Theory]
    [InlineData(0, 409)]
    [InlineData(4.999, 409)]
    [InlineData(5, 409)]
    [InlineData(29.999, 409)]
    [InlineData(30, 202)]
    public async Task Create_WhileActiveRule_IsRefusedUntilTheEarlierOneEnds(double secondsLater, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateAsync();
        session.Pass(secondsLater);

        Answer answer = await session.CreateAsync();

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 202 ? 2 : 1, session.App.Deployments.Count);
    }

    [Fact]
    public async Task Create_WhileActiveRuleAndNotYetQueued_IsRefused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued);
        await session.CreateAsync();

        Answer answer = await session.CreateAsync();

        Assert.Equal(409, answer.Status);
        Assert.Equal("""{"error":"A deployment is already in progress"}""", answer.Text);
    }

    [Theory]
    [InlineData(0, 409)]
    [InlineData(4.999, 409)]
    [InlineData(5, 202)]
    public async Task Create_WhileQueuedRule_IsRefusedUntilTheEarlierOneStarts(double secondsLater, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.ConflictRule = ConflictRule.WhileQueued);
        await session.CreateAsync();
        session.Pass(secondsLater);

        Answer answer = await session.CreateAsync();

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Create_WhileQueuedRuleAndNotYetQueued_IsRefused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o =>
        {
            o.ConflictRule = ConflictRule.WhileQueued;
            o.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued;
        });
        await session.CreateAsync();

        Assert.Equal(409, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Create_EarlierOneIsNotVisibleYet_IsRefused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(3));
        await session.CreateAsync();

        Answer answer = await session.CreateAsync();

        Assert.Equal(409, answer.Status);
        Assert.Empty((await session.ListAsync()).Deployments);
    }

    [Fact]
    public async Task Create_AnotherAppIsBusy_Succeeds()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(8).StartDeployment();

        Assert.Equal(202, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Create_ManyAtOnce_ExactlyOneSucceeds()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => session.CreateAsync()));

        Assert.Single(answers, a => a.Status == 202);
        Assert.Equal(31, answers.Count(a => a.Status == 409));
        Assert.Single(session.App.Deployments);
        Assert.Equal(Enumerable.Range(1, 32), session.Emulator.Requests.Select(r => r.Number));
    }
}
