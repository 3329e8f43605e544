namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class ParallelTests
{
    private const int Instances = 16;

    [Fact]
    public async Task Emulators_Parallel_AreIndependent()
    {
        EmulatorSession[] sessions = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => EmulatorSession.StartAsync()));
        sessions[0].App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Only here");
        sessions[1].Emulator.Faults.OnCreate().RateLimit();
        sessions[2].Emulator.RevokeAllTokens();

        ApiResponse[] created = await Task.WhenAll(sessions.Select(session => session.CreateAsync()));
        ApiResponse[] withTheTokenOfAnother = await Task.WhenAll(sessions.Select((session, i) =>
            session.GetAsync(EmulatorSession.DeploymentsPath, token: sessions[(i + 3) % Instances].Emulator.AccessToken)));

        Assert.Equal([202, 429, 401, .. Enumerable.Repeat(202, Instances - 3)], created.Select(response => response.Status));
        Assert.All(withTheTokenOfAnother, response => Assert.Equal("Invalid token format", response.Error));
        Assert.Equal(["failed", .. Enumerable.Repeat("queued", Instances - 3)], sessions.SelectMany(session => session.App.Deployments).Select(deployment => deployment.Status));
        Assert.All(sessions.SelectMany(session => session.App.Deployments), deployment => Assert.Equal(1001, deployment.Id));
        Assert.All(sessions, session => Assert.Equal(["POST", "GET"], session.Emulator.Requests.Select(request => request.Method)));
        Assert.Equal(Instances, sessions.Select(session => session.Emulator.BaseAddress).Distinct().Count());
        await Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task DisposeAsync_Parallel_AbortsOwnRequests()
    {
        EmulatorSession[] sessions = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => EmulatorSession.StartAsync()));
        (Task<ApiResponse> ApiResponse, RecordedRequest Request)[] calls = await Task.WhenAll(sessions.Select(HangAsync));

        await Task.WhenAll(sessions.Select(session => session.Emulator.DisposeAsync().AsTask()));

        foreach ((Task<ApiResponse> ApiResponse, RecordedRequest Request) call in calls)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => call.ApiResponse);
        }

        await Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
    }

    private static async Task<(Task<ApiResponse> ApiResponse, RecordedRequest Request)> HangAsync(EmulatorSession session)
    {
        session.Emulator.Faults.OnList().HangBeforeProcessing();
        Task<ApiResponse> response = session.ListAsync();
        return (response, await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken));
    }
}
