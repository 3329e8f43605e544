using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class TokenEndpointTests
{
    private const string Credentials = """{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials"}""";

    [Fact]
    public async Task Issue_Json_IsValidForAnHour()
    {
        await using EmulatorSession session = await StartWithClientAsync();

        ApiResponse response = await AskAsync(session, Credentials);

        Assert.Equal(200, response.Status);
        Assert.Equal("Bearer", response.Json.GetProperty("token_type").GetString());
        Assert.Equal(3600, response.Json.GetProperty("expires_in").GetInt32());
        ApiResponse created = await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, token: TokenOf(response));
        Assert.Equal(202, created.Status);
        Assert.Equal("ci", session.App.Deployments.Single(deployment => deployment.Id == created.Id).CreatedBy);
    }

    [Fact]
    public async Task Issue_Form_Succeeds()
    {
        await using EmulatorSession session = await StartWithClientAsync();
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_id"] = "ci",
            ["client_secret"] = "s3cret",
            ["grant_type"] = "client_credentials",
        };

        ApiResponse response = await session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = new FormUrlEncodedContent(form) });

        Assert.Equal(200, response.Status);
        Assert.Equal(202, (await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, token: TokenOf(response))).Status);
    }

    [Theory]
    [InlineData(59.999, 200)]
    [InlineData(60, 401)]
    public async Task Issue_LifetimeElapsed_Returns401(double seconds, int status)
    {
        await using EmulatorSession session = await StartWithClientAsync(TimeSpan.FromMinutes(1));
        ApiResponse issued = await AskAsync(session, Credentials);
        session.Pass(seconds);

        ApiResponse response = await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued));

        Assert.Equal(60, issued.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(status, response.Status);
        Assert.True(status == 200 || response.Error == "Token expired");
    }

    [Fact]
    public async Task Issue_MaxLifetime_NeverExpires()
    {
        await using EmulatorSession session = await StartWithClientAsync(TimeSpan.MaxValue);

        ApiResponse issued = await AskAsync(session, Credentials);
        session.Time.SetUtcNow(DateTimeOffset.MaxValue.AddSeconds(-1));

        Assert.Equal(200, issued.Status);
        Assert.Equal(922337203685, issued.Json.GetProperty("expires_in").GetInt64());
        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, TokenOf(issued))).Status);
    }

    [Fact]
    public async Task RevokeToken_OAuthToken_Returns401()
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
    public async Task Issue_InvalidRequest_ReturnsError(string body, int status, string error)
    {
        await using EmulatorSession session = await StartWithClientAsync();

        ApiResponse response = await AskAsync(session, body);

        Assert.Equal(status, response.Status);
        Assert.Equal($$"""{"error":"{{error}}"}""", response.Text);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Issue_MalformedForm_Returns400(string type)
    {
        await using EmulatorSession session = await StartWithClientAsync();
        var tooLongAName = new StringContent(new string('x', 5000) + "=1");
        tooLongAName.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        ApiResponse response = await session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = tooLongAName });

        Assert.Equal((400, """{"error":"invalid_request"}"""), (response.Status, response.Text));
    }

    [Fact]
    public async Task Issue_Scope_IsOnlyScope()
    {
        await using EmulatorSession session = await StartWithClientAsync();
        string token = TokenOf(await AskAsync(session, Credentials.Replace("}", ",\"scope\":\"deployments:read\"}", StringComparison.Ordinal)));

        Assert.Equal(200, (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Status);
        Assert.Equal(403, (await session.SendAsync(HttpMethod.Post, EmulatorSession.DeploymentsPath, token: token)).Status);
    }

    [Fact]
    public async Task AddOAuthClient_InvalidOrExisting_Throws()
    {
        await using EmulatorSession session = await StartWithClientAsync();

        Assert.Throws<ArgumentException>("clientId", () => session.Emulator.AddOAuthClient("ci", "other"));
        Assert.Throws<ArgumentException>("clientId", () => session.Emulator.AddOAuthClient("", "secret"));
        Assert.Throws<ArgumentException>("clientSecret", () => session.Emulator.AddOAuthClient("id", " "));
    }

    private static async Task<EmulatorSession> StartWithClientAsync(TimeSpan? lifetime = null)
    {
        EmulatorSession session = await EmulatorSession.StartAsync(options => options.TokenLifetime = lifetime ?? options.TokenLifetime);
        session.Emulator.AddOAuthClient("ci", "s3cret", SpiceScopes.DeploymentsRead, SpiceScopes.DeploymentsWrite);
        return session;
    }

    private static Task<ApiResponse> AskAsync(EmulatorSession session, string json) =>
        session.SendAsync(new HttpRequestMessage(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = new StringContent(json, Encoding.UTF8, "application/json") });

    private static string TokenOf(ApiResponse response) => response.Json.GetProperty("access_token").GetString() ?? "";
}
