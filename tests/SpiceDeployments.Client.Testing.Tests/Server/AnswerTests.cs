namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("/v1/health")]
    [InlineData("/v1/apps/7/deployments")]
    [InlineData("/v1/apps/999/deployments")]
    [InlineData("/nowhere")]
    public async Task EveryAnswer_Date_IsTheEmulatorsClock(string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Pass(61.5);

        Answer answer = await session.GetAsync(path);

        Assert.Equal("Tue, 06 Oct 2026 08:01:01 GMT", answer.Headers.GetValues("Date").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task EveryAnswer_RequestId_IsItsOwn()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer first = await session.ListAsync();
        Answer second = await session.GetAsync("/nowhere");

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
    public async Task UnknownRoute_Anything_IsNotFoundAsJson(string method, string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.SendAsync(new HttpMethod(method), path);

        Assert.Equal(404, answer.Status);
        Assert.Equal("""{"error":"Not found"}""", answer.Text);
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
    }

    [Fact]
    public async Task Health_WithoutAToken_IsOk()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/health"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"status":"ok","timestamp":"2026-10-06T08:00:00.000Z"}""", answer.Text);
    }
}
