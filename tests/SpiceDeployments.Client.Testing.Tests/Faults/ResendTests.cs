namespace SpiceDeployments.Client.Testing.Tests.Faults;

/// <summary>
/// What .NET's own handler sends again, unasked, when a connection ends without an answer: whatever has no content, POST or not, up to three times, if the
/// connection was closed in good order. What has content it sends once, and so it does with anything after a reset.
/// </summary>
public sealed class ResendTests
{
    [Theory]
    [InlineData("{}", false)]
    [InlineData("{}", true)]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public async Task Post_LoseAnswer_IsSentOnce(string? json, bool isPooled)
    {
        await using EmulatorSession session = await StartAsync(isPooled);
        session.Emulator.Faults.OnCreate().Always().DropResponse();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync(json));

        Assert.Equal(1, Posts(session));
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("{}", true)]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public async Task Post_Reset_IsSentOnce(string? json, bool isPooled)
    {
        await using EmulatorSession session = await StartAsync(isPooled);
        session.Emulator.Faults.OnCreate().Always().ResetConnection();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync(json));

        Assert.Equal(1, Posts(session));
    }

    [Theory]
    [InlineData("{}", false, 1)]
    [InlineData("{}", true, 1)]
    [InlineData("", false, 1)]
    [InlineData("", true, 1)]
    [InlineData(null, false, 4)]
    [InlineData(null, true, 4)]
    public async Task Post_Close_IsSentAgainOnlyWithoutContent(string? json, bool isPooled, int posts)
    {
        await using EmulatorSession session = await StartAsync(isPooled);
        session.Emulator.Faults.OnCreate().Always().CloseConnection();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync(json));

        Assert.Equal(posts, Posts(session));
    }

    [Fact]
    public async Task PostWithoutContent_ProcessedAndClosed_IsAConflictWithItself()
    {
        await using EmulatorSession session = await StartAsync(isPooled: true);
        session.Emulator.Faults.OnCreate().AfterProcessing().CloseConnection();

        Answer answer = await session.CreateAsync(json: null);

        Assert.Equal(409, answer.Status);
        Assert.Equal("api", Assert.Single(session.App.Deployments).CreationSource);
    }

    [Fact]
    public async Task PostWithoutContent_ProcessedAndClosedWhileItEndsAtOnce_DeploysTwice()
    {
        await using EmulatorSession session = await StartAsync(isPooled: true);
        session.App.WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        session.Emulator.Faults.OnCreate().AfterProcessing().CloseConnection();

        await session.CreateAsync(json: null);

        Assert.Equal(2, session.App.Deployments.Count);
    }

    private static async Task<EmulatorSession> StartAsync(bool isPooled)
    {
        EmulatorSession session = await EmulatorSession.StartAsync();
        if (isPooled)
        {
            await session.ListAsync();
        }

        return session;
    }

    private static int Posts(EmulatorSession session) => session.Emulator.Requests.Count(r => r.Method == "POST");
}
