namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class SecretTests
{
    private const string Path = "/v1/apps/7/secrets";
    private const string Masked = """{"id":1,"name":"DB_URL","value":"********","created_at":"2026-10-06T08:00:00.000Z","updated_at":"2026-10-06T08:00:00.000Z"}""";

    [Fact]
    public async Task Post_NewSecret_IsStoredAndMasked()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse set = await SetAsync(session, "DB_URL", "postgres://x");

        Assert.Equal((200, Masked), (set.Status, set.Text));
        Assert.Equal(Masked, (await session.GetAsync("/v1/projects/7/secrets/DB_URL")).Text);
        Assert.Equal($$"""{"secrets":[{{Masked}}]}""", (await session.GetAsync(Path)).Text);
        Assert.Equal("postgres://x", session.App.Secrets["DB_URL"]);
    }

    [Fact]
    public async Task Post_ExistingSecret_UpdatesIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await SetAsync(session, "DB_URL", "one");
        session.Pass(60);

        ApiResponse set = await SetAsync(session, "DB_URL", "two");

        Assert.Equal(Masked.Replace("updated_at\":\"2026-10-06T08:00", "updated_at\":\"2026-10-06T08:01", StringComparison.Ordinal), set.Text);
        Assert.Equal("two", Assert.Single(session.App.Secrets).Value);
    }

    [Fact]
    public async Task Delete_KnownSecret_IsGone()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await SetAsync(session, "DB_URL", "one");

        Assert.Equal(204, (await session.SendAsync(HttpMethod.Delete, Path + "/DB_URL")).Status);

        Assert.Empty(session.App.Secrets);
        Assert.Equal("Secret not found", (await session.GetAsync(Path + "/DB_URL")).Error);
        Assert.Equal(404, (await session.SendAsync(HttpMethod.Delete, Path + "/DB_URL")).Status);
    }

    [Theory]
    [InlineData("""{"name":"1A","value":"x"}""")]
    [InlineData("""{"name":"A-B","value":"x"}""")]
    [InlineData("""{"name":"","value":"x"}""")]
    [InlineData("""{"name":"A"}""")]
    [InlineData("""{"value":"x"}""")]
    [InlineData("""{"name":"A","value":5}""")]
    [InlineData(null)]
    public async Task Post_InvalidSecret_Returns400(string? json)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(400, (await session.SendAsync(HttpMethod.Post, Path, json)).Status);
        Assert.Empty(session.App.Secrets);
    }

    private static Task<ApiResponse> SetAsync(EmulatorSession session, string name, string value) =>
        session.SendAsync(HttpMethod.Post, Path, $$"""{"name":"{{name}}","value":"{{value}}"}""");
}
