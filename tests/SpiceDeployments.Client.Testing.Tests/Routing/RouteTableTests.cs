namespace SpiceDeployments.Client.Testing.Tests.Routing;

public sealed class RouteTableTests
{
    [Theory]
    [InlineData("DELETE", "/v1/apps/7/deployments/1001", "GET /v1/apps/{appId}/deployments/{deploymentId}; GET /v1/apps/{appId}/deployments/{deploymentId}/logs")]
    [InlineData("PATCH", "/v1/projects/7/pause", "POST /v1/projects/{appId}/pause")]
    [InlineData("GET", "/api/oauth/token", "POST /api/oauth/token")]
    [InlineData("GET", "/api/token", "GET /api/spice-cli/auth; POST /api/oauth/token")]
    public async Task HasNoRoute_UnknownRoute_WritesSimilarRoutes(string method, string path, string nearest)
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);

        await session.SendAsync(new HttpMethod(method), path);

        RecordedRequest request = Assert.Single(session.Emulator.Requests);
        Assert.True(request.HasNoRoute);
        Assert.Equal($"08:00:00.000 {method} {path} -> 404 (no such route)", request.ToString());
        Assert.Equal($"08:00:00.000 {method} {path} -> 404 (no such route); similar routes: {nearest}", Assert.Single(lines));
    }

    [Fact]
    public async Task HasNoRoute_ManySimilarRoutes_WritesFirstEight()
    {
        var lines = new List<string>();
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.Output = lines.Add);

        await session.SendAsync(HttpMethod.Post, "/");

        Assert.Matches("; similar routes: GET /v1/health(; [A-Z, ]+ /[^;]+){7} and [1-9][0-9]* more$", Assert.Single(lines));
    }

    [Theory]
    [InlineData("/v1/apps/999/deployments")]
    [InlineData("/v1/apps/7/deployments/1")]
    [InlineData("/V1/Apps/-1/")]
    public async Task HasNoRoute_UnknownResource_IsFalse(string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.GetAsync(path);

        Assert.Equal(404, response.Status);
        Assert.False(Assert.Single(session.Emulator.Requests).HasNoRoute);
    }

    [Fact]
    public async Task HasNoRoute_GetByIdNotSupported_IsFalse()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.SupportsGetById = false);

        await session.GetDeploymentAsync(1001);

        Assert.Equal("08:00:00.000 GET /v1/apps/7/deployments/1001 -> 404", Assert.Single(session.Emulator.Requests).ToString());
    }

    [Fact]
    public async Task HasNoRoute_FaultAfterProcessing_ReportsBoth()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().AfterProcessing().RespondWithHtml(502);

        await session.GetAsync("/nowhere");

        Assert.Equal("08:00:00.000 GET /nowhere -> 502 (RespondWithHtml, no such route)", Assert.Single(session.Emulator.Requests).ToString());
    }

    [Fact]
    public async Task HasNoRoute_FaultBeforeProcessing_IsFalse()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().RespondWithHtml(502);

        await session.GetAsync("/nowhere");

        Assert.False(Assert.Single(session.Emulator.Requests).HasNoRoute);
    }
}
