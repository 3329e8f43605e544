using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Tokens;

public sealed class TokenEndpointTests
{
    private const string Credentials = """{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials"}""";

    [Fact]
    public async Task Token_AskedForAsJson_IsIssuedForAnHour()
    {
        await using EmulatorSession session = await StartWithClientAsync();

        Answer answer = await AskAsync(session, Credentials);

        Assert.Equal(200, answer.Status);
        Assert.Equal("Bearer", answer.Json.GetProperty("token_type").GetString());
        Assert.Equal(3600, answer.Json.GetProperty("expires_in").GetInt32());
        Answer created = await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, token: TokenOf(answer));
        Assert.Equal(202, created.Status);
        Assert.Equal("ci", created.Json.GetProperty("created_by").GetString());
    }

    [Fact]
    public async Task Token_AskedForAsAForm_IsIssued()
    {
        await using EmulatorSession session = await StartWithClientAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_id"] = "ci",
            ["client_secret"] = "s3cret",
            ["grant_type"] = "client_credentials",
        };

        Answer answer = await session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = new FormUrlEncodedContent(form) });

        Assert.Equal(200, answer.Status);
        Assert.Equal(202, (await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, token: TokenOf(answer))).Status);
    }

    [Theory]
    [InlineData(59.999, 200)]
    [InlineData(60, 401)]
    public async Task Token_AfterThisLong_IsValidForItsLifetime(double seconds, int status)
    {
        await using EmulatorSession session = await StartWithClientAsync(TimeSpan.FromMinutes(1));
        Answer issued = await AskAsync(session, Credentials);
        session.Pass(seconds);

        Answer answer = await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued));

        Assert.Equal(60, issued.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(status, answer.Status);
        Assert.True(status == 200 || answer.Error == "Token expired");
    }

    [Fact]
    public async Task Token_OfALifetimeBeyondTheCalendar_IsValidToTheEndOfIt()
    {
        await using EmulatorSession session = await StartWithClientAsync(TimeSpan.MaxValue);

        Answer issued = await AskAsync(session, Credentials);
        session.Time.SetUtcNow(DateTimeOffset.MaxValue.AddSeconds(-1));

        Assert.Equal(200, issued.Status);
        Assert.Equal(922337203685, issued.Json.GetProperty("expires_in").GetInt64());
        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued))).Status);
    }

    [Fact]
    public async Task Token_Revoked_IsExpired()
    {
        await using EmulatorSession session = await StartWithClientAsync();
        string token = TokenOf(await AskAsync(session, Credentials));

        session.Emulator.RevokeToken(token);

        Assert.Equal("Token expired", (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Error);
    }

    [Theory]
    [InlineData("""{"client_id":"ci","client_secret":"wrong","grant_type":"client_credentials"}""", 401, "invalid_client")]
    [InlineData("""{"client_id":"nobody","client_secret":"s3cret","grant_type":"client_credentials"}""", 401, "invalid_client")]
    [InlineData("""{"client_id":"ci","client_secret":"s3cret","grant_type":"password"}""", 400, "unsupported_grant_type")]
    [InlineData("""{"client_id":"ci","client_secret":"s3cret"}""", 400, "invalid_request")]
    [InlineData("""{"client_id":"ci","client_secret":7,"grant_type":"client_credentials"}""", 400, "invalid_request")]
    [InlineData("""{"client_id":"ci","client_secret":"\ud83d","grant_type":"client_credentials"}""", 400, "invalid_request")]
    [InlineData("", 400, "invalid_request")]
    [InlineData("""{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials","scope":"apps:write"}""", 400, "invalid_scope")]
    public async Task Token_WrongRequest_IsRefused(string body, int status, string error)
    {
        await using EmulatorSession session = await StartWithClientAsync();

        Answer answer = await AskAsync(session, body);

        Assert.Equal(status, answer.Status);
        Assert.Equal($$"""{"error":"{{error}}"}""", answer.Text);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Token_AskedForAsAFormThatCannotBeRead_IsRefused(string type)
    {
        await using EmulatorSession session = await StartWithClientAsync();
        var tooLongAName = new StringContent(new string('x', 5000) + "=1");
        tooLongAName.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        Answer answer = await session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = tooLongAName });

        Assert.Equal((400, """{"error":"invalid_request"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Token_WithAScope_CarriesOnlyThat()
    {
        await using EmulatorSession session = await StartWithClientAsync();
        string token = TokenOf(await AskAsync(session, Credentials.Replace("}", ",\"scope\":\"deployments:read\"}", StringComparison.Ordinal)));

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Status);
        Assert.Equal(403, (await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, token: token)).Status);
    }

    [Fact]
    public async Task AddClient_Twice_Throws()
    {
        await using EmulatorSession session = await StartWithClientAsync();

        Assert.Throws<ArgumentException>("clientId", () => session.Emulator.AddOAuthClient("ci", "other"));
        Assert.Throws<ArgumentException>("clientId", () => session.Emulator.AddOAuthClient("", "secret"));
        Assert.Throws<ArgumentException>("clientSecret", () => session.Emulator.AddOAuthClient("id", " "));
    }

    private static async Task<EmulatorSession> StartWithClientAsync(TimeSpan? lifetime = null)
    {
        EmulatorSession session = await EmulatorSession.StartAsync(o => o.TokenLifetime = lifetime ?? o.TokenLifetime);
        session.Emulator.AddOAuthClient("ci", "s3cret", SpiceScopes.DeploymentsRead, SpiceScopes.DeploymentsWrite);
        return session;
    }

    private static Task<Answer> AskAsync(EmulatorSession session, string json) =>
        session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    private static string TokenOf(Answer answer) => answer.Json.GetProperty("access_token").GetString() ?? "";
}
