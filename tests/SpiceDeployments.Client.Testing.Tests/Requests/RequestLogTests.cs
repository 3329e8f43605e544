namespace SpiceDeployments.Client.Testing.Tests.Requests;

public sealed class RequestLogTests
{
    [Fact]
    public async Task Requests_MoreThanMaximum_KeepsTheNewest()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.MaxRecordedRequests = 3);
        for (int number = 1; number <= 5; number++)
        {
            session.Pass(1);
            await session.ListAsync($"?limit={number}");
        }

        Assert.Equal([3, 4, 5], session.Emulator.Requests.Select(request => request.Number));
        Assert.Equal(
            """
            2 earlier requests are no longer recorded.
            +0.0 s  GET /v1/apps/7/deployments?limit=3 -> 200
            +1.0 s  GET /v1/apps/7/deployments?limit=4 -> 200
            +2.0 s  GET /v1/apps/7/deployments?limit=5 -> 200
            """,
            session.Emulator.GetTimeline());
    }

    [Fact]
    public async Task Requests_LargeBodies_KeepsTheNewest64MiB()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string body = new('x', 1024 * 1024);
        for (int number = 1; number <= 40; number++)
        {
            await session.SendAsync(HttpMethod.Put, "/v1/apps/7", body);
        }

        IReadOnlyList<RecordedRequest> kept = session.Emulator.Requests;
        Assert.Equal(40, kept[^1].Number);
        Assert.InRange(kept.Sum(request => (long)request.Body.Length), 30 * 1024 * 1024, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task Requests_DiscardedWhileItHangs_IsStillReportedAndWritten()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => (options.MaxRecordedRequests, options.Output) = (1, lines.Add));
        session.Emulator.Faults.OnCreate().HangAfterProcessing();
        Task<ApiResponse> hanging = session.CreateAsync();
        RecordedRequest reported = await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);
        await session.ListAsync();

        await session.Emulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        Assert.Equal(1, reported.Number);
        Assert.Equal(2, Assert.Single(session.Emulator.Requests).Number);
        Assert.Contains("08:00:00.000 POST /v1/apps/7/deployments -> no response (HangAfterProcessing)", lines);
    }
}
