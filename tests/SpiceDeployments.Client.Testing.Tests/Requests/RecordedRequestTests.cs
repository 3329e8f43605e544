namespace SpiceDeployments.Client.Testing.Tests.Requests;

public sealed class RecordedRequestTests
{
    [Fact]
    public async Task Requests_Create_RecordsRequestAndStatus()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Pass(5);

        ApiResponse response = await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, """{"branch":"größe"}""", organization: "acme");

        RecordedRequest request = Assert.Single(session.Emulator.Requests);
        Assert.Equal(1, request.Number);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v1/apps/7/deployments", request.Path);
        Assert.Equal("", request.Query);
        Assert.Equal("""{"branch":"größe"}""", request.Body);
        Assert.Equal("Bearer " + session.Emulator.AccessToken, request.Headers["authorization"]);
        Assert.Equal("acme", request.Headers["X-Org-Name"]);
        Assert.Equal(EmulatorSession.StartTime.AddSeconds(5), request.ReceivedAt);
        Assert.Equal(202, request.StatusCode);
        Assert.Equal(request.RequestId, response.Headers.GetValues("X-Request-Id").Single());
    }

    [Fact]
    public async Task Requests_EveryKind_AreRecordedInOrder()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        await session.ListAsync("?limit=5&status=queued");
        await session.GetAsync("/nowhere");
        await session.CreateAsync("{");
        await session.GetAsync("/v1/apps", token: "wrong");
        await session.CreateAsync(new string('x', 2_000_000));

        Assert.Equal(
            [
                "08:00:00.000 GET /v1/apps/7/deployments?limit=5&status=queued -> 200",
                "08:00:00.000 GET /nowhere -> 404 (no such route)",
                "08:00:00.000 POST /v1/apps/7/deployments -> 400",
                "08:00:00.000 GET /v1/apps -> 401",
                "08:00:00.000 POST /v1/apps/7/deployments -> 413",
            ],
            session.Emulator.Requests.Select(request => request.ToString()),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Requests_Snapshot_DoesNotGrow()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.ListAsync();
        IReadOnlyList<RecordedRequest> before = session.Emulator.Requests;

        await session.ListAsync();

        Assert.Single(before);
        Assert.Equal(2, session.Emulator.Requests.Count);
    }

    [Fact]
    public async Task ToString_EveryRequest_ContainsNoSecret()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddOAuthClient("ci", "s3cret");
        await session.ListAsync();
        await session.SendAsync(HttpMethod.Post, "/api/oauth/token", """{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials"}""");

        string texts = string.Join('\n', session.Emulator.Requests);

        Assert.DoesNotContain(session.Emulator.AccessToken, texts, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToString_RequestInProgress_HasNoResponseYet()
    {
        var clock = new ObservedClock();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.TimeProvider = clock);
        var seen = new List<string>();
        clock.Read = () => seen.AddRange(session.Emulator.Requests.Select(request => request.ToString()));

        await session.GetAsync("/v1/health");

        Assert.Equal("08:00:00.000 GET /v1/health -> no response yet", seen[0]);
    }

    [Fact]
    public async Task StatusCode_ClockThrows_Is500()
    {
        var lines = new List<string>();
        var clock = new ObservedClock();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => (options.TimeProvider, options.Output) = (clock, lines.Add));
        clock.Read = () => clock.Read = () => throw new InvalidOperationException("The clock is broken.");

        ApiResponse response = await session.GetAsync("/v1/health");

        Assert.Equal(500, response.Status);
        Assert.Equal(500, Assert.Single(session.Emulator.Requests).StatusCode);
        Assert.Equal("08:00:00.000 GET /v1/health -> 500", Assert.Single(lines));
    }

    /// <summary>Calls a delegate when the emulator reads the time, which it does while it processes a request.</summary>
    private sealed class ObservedClock : TimeProvider
    {
        public Action Read { get; set; } = () => { };

        public override DateTimeOffset GetUtcNow()
        {
            Read();
            return EmulatorSession.StartTime;
        }
    }
}
