namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class NotEmulatedTests
{
    [Theory]
    [InlineData("GET", "/v1/members", "/v1/members")]
    [InlineData("PATCH", "/v1/members/5", "/v1/members/{userId}")]
    [InlineData("PUT", "/v1/secrets", "/v1/secrets")]
    [InlineData("GET", "/v1/apps/7/metrics?window=5m", "/v1/apps/{appId}/metrics")]
    [InlineData("POST", "/v1/projects/7/forks", "/v1/projects/{appId}/forks")]
    [InlineData("DELETE", "/v1/projects/7/monitors/6f9619ff", "/v1/projects/{appId}/monitors/{monitor}")]
    public async Task Request_DocumentedRoute_Returns501AndNamesIt(string method, string path, string route)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.SendAsync(new HttpMethod(method), path);

        Assert.Equal(501, response.Status);
        Assert.Equal($$$"""{"error":"{{{method}}} {{{route}}} is not emulated","code":"not_emulated"}""", response.Text);
        Assert.False(Assert.Single(session.Emulator.Requests).HasNoRoute);
    }

    [Theory]
    [InlineData("/v1/apps/7/rollback")]
    [InlineData("/v1/apps/7/deployments/1001/cancel")]
    public async Task Request_UndocumentedRoute_Returns404(string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(404, (await session.SendAsync(HttpMethod.Post, path)).Status);
    }

    [Theory]
    [InlineData("/v1/health", 200)]
    [InlineData("/v1/apps", 200)]
    [InlineData("/v1/apps/7", 200)]
    [InlineData("/v1/apps/8", 404)]
    public async Task Head_AnyRoute_IsGetWithoutBody(string path, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.SendAsync(HttpMethod.Head, path);

        Assert.Equal((status, "", "application/json; charset=utf-8"), (response.Status, response.Text, response.ContentType));
    }
}
