namespace SpiceDeployments.Client.Testing.Tests.Tokens;

public sealed class AddedTokenTests
{
    private const string Token = "spice_pat_0123-abc.~+/=";

    [Fact]
    public async Task AddToken_Scopes_AreThoseOfTheToken()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        session.Emulator.AddToken(Token, SpiceScopes.DeploymentsRead);

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, Token)).Status);
        Assert.Equal("insufficient_scope", (await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, token: Token)).Code);
    }

    [Fact]
    public async Task AddOrganizationToken_OtherOrganization_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddApp(8).InOrganization("acme");
        session.Emulator.AddApp(9).InOrganization("retail");

        session.Emulator.AddOrganizationToken("Acme", Token, SpiceScopes.Any);

        Assert.Equal(200, (await session.GetAsync("/v1/apps/8", Token)).Status);
        Assert.Equal(404, (await session.GetAsync("/v1/apps/9", Token)).Status);
    }

    [Fact]
    public async Task RevokeToken_AddedToken_Returns401()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddToken(Token, SpiceScopes.Any);

        session.Emulator.RevokeToken(Token);

        Assert.Equal("Token expired", (await session.GetAsync(EmulatorSession.DeploymentsPath, Token)).Error);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("grün")]
    public async Task AddToken_NotAToken_Throws(string value)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ArgumentException error = Assert.Throws<ArgumentException>("token", () => session.Emulator.AddToken(value));

        Assert.Equal("The token must contain only ASCII characters without spaces. (Parameter 'token')", error.Message);
    }

    [Fact]
    public async Task AddToken_InvalidArguments_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.AddToken(Token);

        Assert.Equal("The token was already added. (Parameter 'token')", Assert.Throws<ArgumentException>("token", () => session.Emulator.AddToken(Token)).Message);
        Assert.Throws<ArgumentException>("token", () => session.Emulator.AddToken(session.Emulator.AccessToken));
        Assert.Throws<ArgumentException>("token", () => session.Emulator.AddToken(" "));
        Assert.Throws<ArgumentException>("scopes", () => session.Emulator.AddToken("other", "apps"));
        Assert.Throws<ArgumentException>("organization", () => session.Emulator.AddOrganizationToken("", "other"));
    }
}
