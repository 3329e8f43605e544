namespace SpiceDeployments.Client.Testing.Tests.Faults;

/// <summary>
/// Documents which requests .NET's handler resends by itself when a connection ends without a response: up to three times those without content, even a POST,
/// if the connection was closed without a reset. A request with content is sent once, and so is any request after a reset.
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
    public async Task Post_DropResponse_IsSentOnce(string? json, bool isPooled)
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
    public async Task Post_ResetConnection_IsSentOnce(string? json, bool isPooled)
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
    public async Task Post_CloseConnection_IsResentWithoutContent(string? json, bool isPooled, int posts)
    {
        await using EmulatorSession session = await StartAsync(isPooled);
        session.Emulator.Faults.OnCreate().Always().CloseConnection();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync(json));

        Assert.Equal(posts, Posts(session));
    }

    [Fact]
    public async Task Post_ClosedAfterProcessing_ConflictsWithItself()
    {
        await using EmulatorSession session = await StartAsync(isPooled: true);
        session.Emulator.Faults.OnCreate().AfterProcessing().CloseConnection();

        ApiResponse response = await session.CreateAsync(json: null);

        Assert.Equal(409, response.Status);
        Assert.Equal("api", Assert.Single(session.App.Deployments).CreationSource);
    }

    [Fact]
    public async Task Post_ClosedAfterProcessingAndCompleted_CreatesTwice()
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

    private static int Posts(EmulatorSession session) => session.Emulator.Requests.Count(request => request.Method == "POST");
}
