using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class OrganizationTests
{
    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("acme/retail")]
    [InlineData("acme+")]
    public async Task OrganizationHeader_Malformed_Returns400(string header)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, organization: header);

        Assert.Equal(400, response.Status);
        Assert.Equal("invalid_org_assertion", response.Code);
    }

    [Theory]
    [InlineData("acme", 200)]
    [InlineData("other", 404)]
    public async Task Token_Organization_AccessesOnlyItsApps(string organization, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        string token = session.Emulator.IssueOrganizationToken(organization, SpiceScopes.DeploymentsRead);

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, token);

        Assert.Equal(status, response.Status);
    }

    [Fact]
    public async Task Token_OtherOrganization_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        string token = session.Emulator.IssueOrganizationToken("other", SpiceScopes.DeploymentsRead);

        Assert.Equal("App with ID 7 not found", (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Error);
    }

    [Fact]
    public async Task Token_AppWithoutOrganization_IsAccessible()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string token = session.Emulator.IssueOrganizationToken("acme", SpiceScopes.DeploymentsRead);

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Status);
    }

    [Theory]
    [InlineData("acme", null)]
    [InlineData("ACME", null)]
    [InlineData("other", "org_forbidden")]
    [InlineData("unknown", "org_forbidden")]
    public async Task OrganizationHeader_OrganizationToken_MustMatch(string header, string? code)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        session.Emulator.AddApp(8).InOrganization("other");
        string token = session.Emulator.IssueOrganizationToken("acme", SpiceScopes.DeploymentsRead);

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, token, header);

        Assert.Equal((code is null ? 200 : 403, code), (response.Status, FindCode(response)));
    }

    [Theory]
    [InlineData("acme", 200, null)]
    [InlineData("Acme", 200, null)]
    [InlineData("other", 404, null)]
    [InlineData("unknown", 403, "org_forbidden")]
    public async Task OrganizationHeader_UnrestrictedToken_RestrictsIt(string header, int status, string? code)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        session.Emulator.AddApp(8).InOrganization("other");

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, organization: header);

        Assert.Equal((status, code), (response.Status, FindCode(response)));
    }

    [Fact]
    public async Task OrganizationHeader_EmulatorWithoutOrganizations_IsAccepted()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, organization: "acme")).Status);
    }

    [Theory]
    [InlineData("ACME", 200, null)]
    [InlineData("other", 403, "org_assertion_mismatch")]
    public async Task OrganizationHeader_OAuthClient_MustMatch(string header, int status, string? code)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        session.Emulator.AddOrganizationOAuthClient("acme", "ci", "secret", SpiceScopes.DeploymentsRead);
        string token = await IssueAsync(session, "ci");

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, token, header);

        Assert.Equal((status, code), (response.Status, FindCode(response)));
    }

    [Fact]
    public async Task OAuthClient_Organization_AccessesOnlyItsApps()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        session.Emulator.AddOrganizationOAuthClient("other", "ci", "secret", SpiceScopes.DeploymentsRead);

        Assert.Equal(404, (await session.GetAsync(EmulatorSession.DeploymentsPath, await IssueAsync(session, "ci"))).Status);
    }

    [Fact]
    public async Task List_Organizations_AreThoseOfTheToken()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("retail");
        session.Emulator.AddApp(8).InOrganization("ACME");
        session.Emulator.AddOrganizationOAuthClient("acme", "ci", "secret", SpiceScopes.AppsRead);
        session.Emulator.AddOAuthClient("free", "secret", SpiceScopes.AppsRead);

        Assert.Equal("""{"orgs":[{"id":1,"name":"ACME","role":"member"},{"id":2,"name":"retail","role":"member"}]}""", (await session.GetAsync("/v1/orgs")).Text);
        Assert.Equal("""{"orgs":[{"id":1,"name":"acme","role":"owner"}]}""", (await session.GetAsync("/v1/orgs", await IssueAsync(session, "ci"))).Text);
        Assert.Equal("""{"orgs":[]}""", (await session.GetAsync("/v1/orgs", await IssueAsync(session, "free"))).Text);
    }

    [Fact]
    public async Task Identity_User_NamesOrganizationAndApp()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("retail");
        EmulatedApp app = session.Emulator.AddApp(8).InOrganization("acme");
        string acme = session.Emulator.IssueOrganizationToken("acme", SpiceScopes.AppsRead);

        ApiResponse own = await session.GetAsync("/api/spice-cli/auth", acme);

        Assert.Equal($$$"""{"username":"user","email":"user@example.com","org":{"name":"acme"},"app":{"name":"app-8","api_key":"{{{app.ApiKey}}}"}}""", own.Text);
        Assert.Equal("app-7", (await session.GetAsync("/api/spice-cli/auth?org_name=RETAIL")).Json.GetProperty("app").GetProperty("name").GetString());
        Assert.Equal("org_forbidden", (await session.GetAsync("/api/spice-cli/auth?org_name=retail", acme)).Code);
    }

    [Fact]
    public async Task Identity_OAuthClient_Returns401()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddOAuthClient("ci", "secret", SpiceScopes.AppsRead);

        Assert.Equal(401, (await session.GetAsync("/api/spice-cli/auth", await IssueAsync(session, "ci"))).Status);
    }

    [Fact]
    public async Task AddOrganizationOAuthClient_InvalidArgument_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>("organization", () => session.Emulator.AddOrganizationOAuthClient(" ", "ci", "secret"));
        Assert.Throws<ArgumentException>("clientId", () => session.Emulator.AddOrganizationOAuthClient("acme", "", "secret"));
    }

    [Fact]
    public async Task IssueOrganizationToken_BlankOrganization_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>("organization", () => session.Emulator.IssueOrganizationToken(" "));
    }

    private static string? FindCode(ApiResponse response) => response.Json.TryGetProperty("code", out JsonElement code) ? code.GetString() : null;

    private static async Task<string> IssueAsync(EmulatorSession session, string clientId)
    {
        string json = $$"""{"client_id":"{{clientId}}","client_secret":"secret","grant_type":"client_credentials"}""";
        return (await session.SendAsync(HttpMethod.Post, "/api/oauth/token", json)).Json.GetProperty("access_token").GetString()!;
    }
}
