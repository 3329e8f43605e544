namespace SpiceDeployments.Tool.Tests.Emulator;

public sealed class ScenarioTokenTests
{
    private const string Scenario = """
        {
          "apps": [{ "id": 42, "organization": "retail" }, { "id": 77, "organization": "logistics" }],
          "tokens": [
            { "name": "all", "value": "spice-all", "scopes": ["*"] },
            { "name": "retail", "organization": "retail", "scopes": ["apps:read", "deployments:write"] },
            { "name": "none", "scopes": [] }
          ],
          "clients": [
            { "id": "bot", "secret": "its-secret", "scopes": ["*"] },
            { "id": "retail-bot", "secret": "other-secret", "organization": "Retail", "scopes": ["apps:read"] }
          ]
        }
        """;

    [Theory]
    [InlineData("all", "/v1/apps/42", 200)]
    [InlineData("all", "/v1/apps/77/secrets", 200)]
    [InlineData("retail", "/v1/apps/42", 200)]
    [InlineData("retail", "/v1/apps/42/secrets", 403)]
    [InlineData("retail", "/v1/apps/77", 404)]
    [InlineData("none", "/v1/apps/42", 403)]
    public async Task Token_ScopesAndOrganization_DetermineTheAccess(string name, string path, int status)
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(Scenario);

        Assert.Equal(status, (await run.GetAsync(path, run.GetToken(name))).Status);
    }

    [Fact]
    public async Task Token_Value_IsTheToken()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(Scenario);

        Assert.Equal(200, (await run.GetAsync("/v1/apps/42", "spice-all")).Status);
        Assert.Equal("spice-all", run.GetToken("all"));
        Assert.NotEqual(run.GetToken("retail"), run.GetToken("none"));
    }

    [Theory]
    [InlineData("bot", "its-secret", "/v1/apps/77", 200)]
    [InlineData("retail-bot", "other-secret", "/v1/apps/42", 200)]
    [InlineData("retail-bot", "other-secret", "/v1/apps/77", 404)]
    public async Task Client_Organization_DeterminesTheAccess(string id, string secret, string path, int status)
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(Scenario);

        string token = (await run.RequestTokenAsync(id, secret)).Json.GetProperty("access_token").GetString()!;

        Assert.Equal(status, (await run.GetAsync(path, token)).Status);
    }
}
