namespace SpiceDeployments.Client.Testing.Tests.Timeline;

public sealed class RequestTimelineTests
{
    [Fact]
    public async Task GetTimeline_NoRequests_SaysSo()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment();

        Assert.Equal("The emulator has received no request.", session.Emulator.GetTimeline());
    }

    [Fact]
    public async Task GetTimeline_LostResponse_ListsRequestsAndChanges()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.VisibilityDelay = TimeSpan.FromSeconds(1));
        session.Emulator.Faults.OnCreate().DropResponse();
        session.Emulator.Faults.OnList().Skip(3).RateLimit(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync(
            """
            {
              "branch": "main",
              "replicas": 2
            }
            """));
        await session.ListAsync("?limit=100");
        session.Pass(1);
        await session.ListAsync("?limit=100");
        session.Pass(4);
        await session.ListAsync("?limit=20");
        session.Pass(10);
        await session.ListAsync("?limit=20");
        session.Pass(20.5);
        await session.ListAsync("?limit=20");

        Assert.Equal(
            """
             +0.0 s  POST /v1/apps/7/deployments { "branch": "main", "replicas": 2 } -> no response (DropResponse), created deployment 1001
             +0.0 s  GET /v1/apps/7/deployments?limit=100 -> 200
             +1.0 s  GET /v1/apps/7/deployments?limit=100 -> 200
             +5.0 s  deployment 1001 started
             +5.0 s  GET /v1/apps/7/deployments?limit=20 -> 200
            +15.0 s  GET /v1/apps/7/deployments?limit=20 -> 429 (RateLimit)
            +30.0 s  deployment 1001 succeeded
            +35.5 s  GET /v1/apps/7/deployments?limit=20 -> 200
            """,
            session.Emulator.GetTimeline());
    }

    [Fact]
    public async Task GetTimeline_SeveralDeployments_ListsCreatorsAndOutcomes()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.ConflictRule = ConflictRule.WhileQueued);
        session.App.StartDeployment();
        session.Pass(2);
        await session.CreateAsync();
        session.Pass(3);
        await session.CreateAsync("""{"branch":"main"}""");
        session.App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Failed to\npull");
        session.Pass(5);
        await session.CreateAsync("not JSON");
        await session.CreateAsync("""{"branch":"fix"}""");
        await session.SendAsync(HttpMethod.Post, "/v1/apps/7/resume");
        session.App.Deployments[0].CompleteSuccessfully();

        Assert.Equal(
            """
            -2.0 s  portal created deployment 1001
            +0.0 s  POST /v1/apps/7/deployments -> 409
            +3.0 s  deployment 1001 started
            +3.0 s  POST /v1/apps/7/deployments {"branch":"main"} -> 202, created deployment 1002
            +3.0 s  deployment 1001 was superseded
            +8.0 s  deployment 1002 started
            +8.0 s  POST /v1/apps/7/deployments not JSON -> 400
            +8.0 s  POST /v1/apps/7/deployments {"branch":"fix"} -> 202, created deployment 1003
            +8.0 s  deployment 1002 was superseded
            +8.0 s  deployment 1003 started
            +8.0 s  deployment 1003 failed: Failed to pull
            +8.0 s  POST /v1/apps/7/resume -> 200, created deployment 1004
            +8.0 s  deployment 1004 succeeded
            """,
            session.Emulator.GetTimeline());
    }

    [Fact]
    public async Task GetTimeline_LongBody_IsTruncated()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateAsync($$"""{"commit_message":"{{new string('x', 100)}}😀 and more"}""");

        Assert.Equal(
            $$"""+0.0 s  POST /v1/apps/7/deployments {"commit_message":"{{new string('x', 100)}}… -> 202, created deployment 1001""",
            session.Emulator.GetTimeline());
    }

    [Fact]
    public async Task GetTimeline_HangingRequest_HasNoResponse()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().HangBeforeProcessing();
        Task<ApiResponse> call = session.ListAsync();
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);

        Assert.Equal("+0.0 s  GET /v1/apps/7/deployments -> no response (HangBeforeProcessing)", session.Emulator.GetTimeline());
        await session.Emulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }
}
