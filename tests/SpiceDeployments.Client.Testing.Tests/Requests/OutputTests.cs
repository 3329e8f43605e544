namespace SpiceDeployments.Client.Testing.Tests.Requests;

public sealed class OutputTests
{
    [Fact]
    public async Task Output_EveryOutcome_IsWrittenBeforeResponse()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);
        session.Emulator.Faults.OnCreate().DropResponse();
        session.Emulator.Faults.OnList().RateLimit();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync());
        await session.ListAsync();
        session.Pass(5);
        await session.ListAsync("?limit=1");
        await session.GetAsync("/v1/apps", token: "wrong");

        Assert.Equal(
            [
                "08:00:00.000 POST /v1/apps/7/deployments -> no response (DropResponse)",
                "08:00:00.000 GET /v1/apps/7/deployments -> 429 (RateLimit)",
                "08:00:05.000 GET /v1/apps/7/deployments?limit=1 -> 200",
                "08:00:05.000 GET /v1/apps -> 401",
            ],
            lines);
    }

    [Fact]
    public async Task Output_TestFramework_ReceivesLine()
    {
        ITestOutputHelper shown = TestContext.Current.TestOutputHelper!;
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = shown.WriteLine);

        await session.GetAsync("/v2/apps");

        Assert.StartsWith("08:00:00.000 GET /v2/apps -> 404 (no such route); similar routes: GET /v1/health; ", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_HangingRequest_IsWrittenOnAbort()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);
        session.Emulator.Faults.OnList().HangBeforeProcessing();
        Task<ApiResponse> call = session.ListAsync();
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);
        Assert.Empty(lines);

        await session.Emulator.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal("08:00:00.000 GET /v1/apps/7/deployments -> no response (HangBeforeProcessing)", Assert.Single(lines));
    }

    [Fact]
    public async Task Output_ClientCancels_HasNoResponse()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);
        session.Emulator.Faults.OnAny().HangBeforeProcessing();
        using var cancellation = new CancellationTokenSource();
        using var client = new HttpClient();
        Task<HttpResponseMessage> call = client.GetAsync(new Uri(session.Emulator.BaseAddress, "/nowhere"), cancellation.Token);
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);

        await cancellation.CancelAsync();
        await session.Emulator.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("08:00:00.000 GET /nowhere -> no response (HangBeforeProcessing)", Assert.Single(lines));
    }

    [Fact]
    public async Task Output_Throws_IsIgnored()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = _ => throw new InvalidOperationException("There is no currently active test."));

        ApiResponse created = await session.CreateAsync();
        ApiResponse listed = await session.ListAsync();

        Assert.Equal(202, created.Status);
        Assert.Equal([created.Id], listed.DeploymentIds);
        Assert.Equal([202, 200], session.Emulator.Requests.Select(request => request.StatusCode));
    }

    [Fact]
    public async Task Output_ReadsEmulator_DoesNotDeadlock()
    {
        var timelines = new List<string>();
        SpiceCloudEmulator? emulator = null;
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = _ => timelines.Add(emulator!.GetTimeline()));
        emulator = session.Emulator;

        await session.ListAsync();

        Assert.Equal("+0.0 s  GET /v1/apps/7/deployments -> 200", Assert.Single(timelines));
    }

    [Fact]
    public async Task Output_AndTimeline_ContainNoSecret()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);
        session.Emulator.AddOAuthClient("ci", "s3cret");
        const string credentials = """{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials"}""";

        await session.SendAsync(HttpMethod.Post, "/api/oauth/token", credentials);
        await session.SendAsync(HttpMethod.Post, "/oauth/token", credentials);
        await session.SendAsync(HttpMethod.Put, "/api/oauth/token", credentials);
        await session.CreateAsync("""{"branch":"main"}""");

        string[] texts = [.. lines, session.Emulator.GetTimeline()];
        Assert.Equal(5, texts.Length);
        Assert.All(texts, text => Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(session.Emulator.AccessToken, text, StringComparison.Ordinal));
    }
}
