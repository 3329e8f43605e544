namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class MiddlewarePipelineTests
{
    [Theory]
    [InlineData("/v1/health")]
    [InlineData("/v1/apps/7/deployments")]
    [InlineData("/v1/apps/999/deployments")]
    [InlineData("/nowhere")]
    public async Task Response_Date_IsEmulatorClock(string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Pass(61.5);

        ApiResponse response = await session.GetAsync(path);

        Assert.Equal("Tue, 06 Oct 2026 08:01:01 GMT", response.Headers.GetValues("Date").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Response_RequestId_IsUnique()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse first = await session.ListAsync();
        ApiResponse second = await session.GetAsync("/nowhere");

        Assert.Equal("req-1", first.Headers.GetValues("X-Request-Id").Single());
        Assert.Equal("req-2", second.Headers.GetValues("X-Request-Id").Single());
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/index.html")]
    [InlineData("GET", "/v1/apps/seven/deployments")]
    [InlineData("GET", "/v1/apps/7/deployments/last")]
    [InlineData("DELETE", "/v1/apps/7/deployments/1")]
    [InlineData("GET", "/api/oauth/token")]
    public async Task Request_UnknownRoute_Returns404AsJson(string method, string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.SendAsync(new HttpMethod(method), path);

        Assert.Equal(404, response.Status);
        Assert.Equal("""{"error":"Not found"}""", response.Text);
        Assert.Equal("application/json; charset=utf-8", response.ContentType);
    }

    [Fact]
    public async Task Health_NoToken_ReturnsOk()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/health"));

        Assert.Equal(200, response.Status);
        Assert.Equal("""{"status":"ok","timestamp":"2026-10-06T08:00:00.000Z"}""", response.Text);
    }
}
