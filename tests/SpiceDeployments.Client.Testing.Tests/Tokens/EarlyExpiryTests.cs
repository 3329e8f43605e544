using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Tokens;

public sealed class EarlyExpiryTests
{
    [Theory]
    [InlineData(9.999, 200)]
    [InlineData(10, 401)]
    public async Task TokensExpireAfter_AfterThisLong_RefusesWhatItCalledValid(double seconds, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.EffectiveTokenLifetime = TimeSpan.FromSeconds(10));
        Answer issued = await IssueAsync(session);
        session.Pass(seconds);

        Answer answer = await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued));

        Assert.Equal(3600, issued.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(status, answer.Status);
        Assert.True(status == 200 || answer.Error == "Token expired");
    }

    [Fact]
    public async Task TokensExpireAfter_BeyondTheCalendar_IsValidToTheEndOfIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.EffectiveTokenLifetime = TimeSpan.MaxValue);

        Answer issued = await IssueAsync(session);
        session.Time.SetUtcNow(DateTimeOffset.MaxValue.AddSeconds(-1));

        Assert.Equal(200, issued.Status);
        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued))).Status);
    }

    [Fact]
    public async Task TokensExpireAfter_OfAPersonalToken_DoesNotCount()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.EffectiveTokenLifetime = TimeSpan.FromSeconds(10));
        session.Pass(11);

        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    [Fact]
    public async Task RevokeAllTokens_IssuedBefore_AreExpired()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string token = TokenOf(await IssueAsync(session));

        session.Emulator.RevokeAllTokens();

        Assert.Equal("Token expired", (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Error);
        Assert.Equal("Token expired", (await session.ListAsync()).Error);
    }

    [Fact]
    public async Task RevokeAllTokens_IssuedLater_AreValid()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.RevokeAllTokens();

        string token = TokenOf(await IssueAsync(session));

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Status);
        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, session.Emulator.IssueToken(SpiceScopes.DeploymentsRead))).Status);
    }

    private static Task<Answer> IssueAsync(EmulatorSession session)
    {
        session.Emulator.AddOAuthClient("ci", "s3cret", SpiceScopes.DeploymentsRead);
        var body = new StringContent("""{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials"}""", Encoding.UTF8, "application/json");
        return session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = body });
    }

    private static string TokenOf(Answer answer) => answer.Json.GetProperty("access_token").GetString() ?? "";
}
