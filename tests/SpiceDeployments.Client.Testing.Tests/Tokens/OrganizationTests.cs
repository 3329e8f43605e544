namespace SpiceDeployments.Client.Testing.Tests.Tokens;

public sealed class OrganizationTests
{
    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task OrganizationHeader_BlankOrMalformed_IsRefused(string header)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.GetAsync(EmulatorSession.DeploymentsPath, organization: header);

        Assert.Equal(400, answer.Status);
        Assert.Equal("invalid_org_assertion", answer.Code);
    }

    [Theory]
    [InlineData("acme", 200)]
    [InlineData("other", 404)]
    public async Task Token_OfThisOrganization_ReachesOnlyItsApps(string organization, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        string token = session.Emulator.IssueOrganizationToken(organization, SpiceScopes.DeploymentsRead);

        Answer answer = await session.GetAsync(EmulatorSession.DeploymentsPath, token);

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Token_OfAnotherOrganization_HearsThatThereIsNoSuchApp()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        string token = session.Emulator.IssueOrganizationToken("other", SpiceScopes.DeploymentsRead);

        Assert.Equal("App with ID 7 not found", (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Error);
    }

    [Fact]
    public async Task Token_OfAnOrganization_ReachesAnAppOfNone()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string token = session.Emulator.IssueOrganizationToken("acme", SpiceScopes.DeploymentsRead);

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Status);
    }

    [Theory]
    [InlineData("acme", 200)]
    [InlineData("ACME", 403)]
    [InlineData("other", 403)]
    public async Task OrganizationHeader_WithATokenOfAnOrganization_MustMatchIt(string header, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");
        string token = session.Emulator.IssueOrganizationToken("acme", SpiceScopes.DeploymentsRead);

        Answer answer = await session.GetAsync(EmulatorSession.DeploymentsPath, token, header);

        Assert.Equal(status, answer.Status);
        Assert.True(status == 200 || answer.Code == "org_assertion_mismatch");
    }

    [Theory]
    [InlineData("acme", 200)]
    [InlineData("other", 404)]
    public async Task OrganizationHeader_WithATokenOfNone_NarrowsItsReach(string header, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.InOrganization("acme");

        Assert.Equal(status, (await session.GetAsync(EmulatorSession.DeploymentsPath, organization: header)).Status);
    }

    [Fact]
    public async Task IssueTokenFor_BlankOrganization_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>("organization", () => session.Emulator.IssueOrganizationToken(" "));
    }
}
