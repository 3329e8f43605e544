
namespace SpiceDeployments.Client.Testing.Tests.Requests;

public sealed class UnmatchedRequestTests
{
    [Theory]
    [InlineData("DELETE", "/v1/apps/7/deployments/1001", "GET /v1/apps/{appId}/deployments/{deploymentId}")]
    [InlineData("PATCH", "/v1/projects/7/pause", "POST /v1/projects/{appId}/pause")]
    [InlineData("GET", "/api/oauth/token", "POST /api/oauth/token")]
    [InlineData("GET", "/api/token", "POST /api/oauth/token")]
    public async Task Unmatched_AnyRequest_IsMarkedAndToldWithTheNearestRoutes(string method, string path, string nearest)
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);

        await session.SendAsync(new HttpMethod(method), path);

        RecordedRequest request = Assert.Single(session.Emulator.Requests);
        Assert.True(request.HasNoRoute);
        Assert.Equal($"08:00:00.000 {method} {path} -> 404 (no such route)", request.ToString());
        Assert.Equal($"08:00:00.000 {method} {path} -> 404 (no such route); the emulator knows {nearest}", Assert.Single(lines));
    }

    [Fact]
    public async Task Unmatched_NearToManyRoutes_IsToldTheFirstEightAndHowManyMore()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);

        await session.SendAsync(HttpMethod.Post, "/");

        Assert.Matches("; the emulator knows GET /v1/health(; [A-Z, ]+ /[^;]+){7} and [1-9][0-9]* more$", Assert.Single(lines));
    }

    [Theory]
    [InlineData("/v1/apps/999/deployments")]
    [InlineData("/v1/apps/7/deployments/1")]
    [InlineData("/V1/Apps/-1/")]
    public async Task Matched_WithNothingThere_IsAnOrdinary404(string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.GetAsync(path);

        Assert.Equal(404, answer.Status);
        Assert.False(Assert.Single(session.Emulator.Requests).HasNoRoute);
    }

    [Fact]
    public async Task Matched_OnAnOlderServer_GetByIdIsNotUnmatched()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.SupportsGetById = false);

        await session.GetDeploymentAsync(1001);

        Assert.Equal("08:00:00.000 GET /v1/apps/7/deployments/1001 -> 404", Assert.Single(session.Emulator.Requests).ToString());
    }

    [Fact]
    public async Task Unmatched_WithAFault_TellsBoth()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().AfterProcessing().RespondWithHtml(502);

        await session.GetAsync("/nowhere");

        Assert.Equal("08:00:00.000 GET /nowhere -> 502 (RespondWithHtml, no such route)", Assert.Single(session.Emulator.Requests).ToString());
    }

    [Fact]
    public async Task Unmatched_AnsweredByAFaultBefore_NeverCameToTheRoutes()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().RespondWithHtml(502);

        await session.GetAsync("/nowhere");

        Assert.False(Assert.Single(session.Emulator.Requests).HasNoRoute);
    }
}
