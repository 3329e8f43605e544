using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Tokens;

public sealed class EffectiveTokenLifetimeTests
{
    [Theory]
    [InlineData(9.999, 200)]
    [InlineData(10, 401)]
    public async Task EffectiveTokenLifetime_Elapsed_Returns401(double seconds, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.EffectiveTokenLifetime = TimeSpan.FromSeconds(10));
        ApiResponse issued = await IssueAsync(session);
        session.Pass(seconds);

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued));

        Assert.Equal(3600, issued.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(status, response.Status);
        Assert.True(status == 200 || response.Error == "Token expired");
    }

    [Fact]
    public async Task EffectiveTokenLifetime_MaxValue_NeverExpires()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.EffectiveTokenLifetime = TimeSpan.MaxValue);

        ApiResponse issued = await IssueAsync(session);
        session.Time.SetUtcNow(DateTimeOffset.MaxValue.AddSeconds(-1));

        Assert.Equal(200, issued.Status);
        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued))).Status);
    }

    [Fact]
    public async Task EffectiveTokenLifetime_PersonalToken_IsNotUsed()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.EffectiveTokenLifetime = TimeSpan.FromSeconds(10));
        session.Pass(11);

        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    [Fact]
    public async Task RevokeAllTokens_IssuedBefore_Returns401()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string token = TokenOf(await IssueAsync(session));

        session.Emulator.RevokeAllTokens();

        Assert.Equal("Token expired", (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Error);
        Assert.Equal("Token expired", (await session.ListAsync()).Error);
    }

    [Fact]
    public async Task RevokeAllTokens_IssuedLater_IsValid()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.RevokeAllTokens();

        string token = TokenOf(await IssueAsync(session));

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Status);
        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, session.Emulator.IssueToken(SpiceScopes.DeploymentsRead))).Status);
    }

    private static Task<ApiResponse> IssueAsync(EmulatorSession session)
    {
        session.Emulator.AddOAuthClient("ci", "s3cret", SpiceScopes.DeploymentsRead);
        var body = new StringContent("""{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials"}""", Encoding.UTF8, "application/json");
        return session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = body });
    }

    private static string TokenOf(ApiResponse response) => response.Json.GetProperty("access_token").GetString() ?? "";
}
