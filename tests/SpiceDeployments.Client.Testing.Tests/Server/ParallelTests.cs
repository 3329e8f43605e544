namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class ParallelTests
{
    private const int Instances = 16;

    [Fact]
    public async Task Emulators_SixteenAtOnce_KnowNothingOfEachOther()
    {
        EmulatorSession[] sessions = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => EmulatorSession.StartAsync()));
        sessions[0].App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Only here");
        sessions[1].Emulator.Faults.OnCreate().RateLimit();
        sessions[2].Emulator.RevokeAllTokens();

        Answer[] created = await Task.WhenAll(sessions.Select(session => session.CreateAsync()));
        Answer[] withTheTokenOfAnother = await Task.WhenAll(sessions.Select((session, i) =>
            session.GetAsync(EmulatorSession.DeploymentsPath, token: sessions[(i + 3) % Instances].Emulator.AccessToken)));

        Assert.Equal([202, 429, 401, .. Enumerable.Repeat(202, Instances - 3)], created.Select(answer => answer.Status));
        Assert.All(withTheTokenOfAnother, answer => Assert.Equal("Invalid token format", answer.Error));
        Assert.Equal(["failed", .. Enumerable.Repeat("queued", Instances - 3)], sessions.SelectMany(session => session.App.Deployments).Select(deployment => deployment.Status));
        Assert.All(sessions.SelectMany(session => session.App.Deployments), deployment => Assert.Equal(1001, deployment.Id));
        Assert.All(sessions, session => Assert.Equal(["POST", "GET"], session.Emulator.Requests.Select(request => request.Method)));
        Assert.Equal(Instances, sessions.Select(session => session.Emulator.BaseAddress).Distinct().Count());
        await Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Emulators_SixteenDisposedAtOnce_EachEndsItsOwnRequests()
    {
        EmulatorSession[] sessions = await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => EmulatorSession.StartAsync()));
        (Task<Answer> Answer, RecordedRequest Request)[] calls = await Task.WhenAll(sessions.Select(HangAsync));

        await Task.WhenAll(sessions.Select(session => session.Emulator.DisposeAsync().AsTask()));

        foreach ((Task<Answer> Answer, RecordedRequest Request) call in calls)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => call.Answer);
        }

        await Task.WhenAll(sessions.Select(session => session.DisposeAsync().AsTask()));
    }

    private static async Task<(Task<Answer> Answer, RecordedRequest Request)> HangAsync(EmulatorSession session)
    {
        session.Emulator.Faults.OnList().HangBeforeProcessing();
        Task<Answer> answer = session.ListAsync();
        return (answer, await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken));
    }
}
