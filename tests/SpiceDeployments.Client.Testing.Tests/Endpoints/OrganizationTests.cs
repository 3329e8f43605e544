namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class OrganizationTests
{
    [Theory]
    [InlineData("")]
    [InlineData("two words")]
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
    [InlineData("acme", 200)]
    [InlineData("ACME", 403)]
    [InlineData("other", 403)]
    public async Task OrganizationHeader_OrganizationToken_MustMatch(string header, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        string token = session.Emulator.IssueOrganizationToken("acme", SpiceScopes.DeploymentsRead);

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, token, header);

        Assert.Equal(status, response.Status);
        Assert.True(status == 200 || response.Code == "org_assertion_mismatch");
    }

    [Theory]
    [InlineData("acme", 200)]
    [InlineData("other", 404)]
    public async Task OrganizationHeader_UnrestrictedToken_RestrictsIt(string header, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");

        Assert.Equal(status, (await session.GetAsync(EmulatorSession.DeploymentsPath, organization: header)).Status);
    }

    [Fact]
    public async Task IssueOrganizationToken_BlankOrganization_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>("organization", () => session.Emulator.IssueOrganizationToken(" "));
    }
}
