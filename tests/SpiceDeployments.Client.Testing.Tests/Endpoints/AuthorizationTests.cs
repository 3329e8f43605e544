namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task Request_NoAuthorization_Returns401()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.SendAsync(new HttpRequestMessage(HttpMethod.Get, EmulatorSession.DeploymentsPath));

        Assert.Equal(401, response.Status);
        Assert.Equal("""{"error":"Missing Authorization header"}""", response.Text);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer never-issued")]
    public async Task Request_InvalidAuthorization_Returns401(string authorization)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, EmulatorSession.DeploymentsPath);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        ApiResponse response = await session.SendAsync(request);

        Assert.Equal(401, response.Status);
        Assert.Equal("""{"error":"Invalid token format"}""", response.Text);
    }

    [Fact]
    public async Task Request_RevokedToken_Returns401()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        Assert.Equal(200, (await session.ListAsync()).Status);

        session.Emulator.RevokeToken(session.Emulator.AccessToken);

        ApiResponse response = await session.ListAsync();
        Assert.Equal(401, response.Status);
        Assert.Equal("""{"error":"Token expired"}""", response.Text);
    }

    [Fact]
    public async Task Request_PersonalTokenAfterYears_Succeeds()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Pass(TimeSpan.FromDays(1000).TotalSeconds);

        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    [Theory]
    [InlineData("GET", "/v1/apps/7/deployments", SpiceScopes.DeploymentsRead)]
    [InlineData("GET", "/v1/apps/7/deployments/1001", SpiceScopes.DeploymentsRead)]
    [InlineData("POST", "/v1/apps/7/deployments", SpiceScopes.DeploymentsWrite)]
    [InlineData("GET", "/v1/apps", SpiceScopes.AppsRead)]
    [InlineData("GET", "/v1/apps/7", SpiceScopes.AppsRead)]
    [InlineData("PUT", "/v1/apps/7", SpiceScopes.AppsWrite)]
    [InlineData("POST", "/v1/apps/7/pause", SpiceScopes.AppsWrite)]
    [InlineData("POST", "/v1/apps/7/resume", SpiceScopes.AppsWrite)]
    [InlineData("POST", "/v1/apps", SpiceScopes.AppsWrite)]
    [InlineData("DELETE", "/v1/apps/7", SpiceScopes.AppsDelete)]
    [InlineData("GET", "/v1/projects", SpiceScopes.AppsRead)]
    [InlineData("GET", "/v1/apps/7/api-keys", SpiceScopes.AppsRead)]
    [InlineData("POST", "/v1/apps/7/api-keys", SpiceScopes.AppsWrite)]
    [InlineData("GET", "/v1/apps/7/secrets", SpiceScopes.SecretsRead)]
    [InlineData("POST", "/v1/apps/7/secrets", SpiceScopes.SecretsWrite)]
    [InlineData("GET", "/v1/apps/7/deployments/1001/logs", SpiceScopes.DeploymentsRead)]
    [InlineData("GET", "/v1/regions", SpiceScopes.AppsRead)]
    [InlineData("GET", "/v1/container-images", SpiceScopes.AppsRead)]
    [InlineData("GET", "/v1/orgs", SpiceScopes.AppsRead)]
    public async Task Request_Scope_IsRequiredAndSufficient(string method, string path, string scope)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        string including = scope.Replace(":read", ":write", StringComparison.Ordinal);
        string others = session.Emulator.IssueToken([.. SpiceScopes.All.Where(other => other != scope && other != including)]);
        string justThis = session.Emulator.IssueToken(scope);

        string? body = method is "POST" && path.EndsWith("secrets", StringComparison.Ordinal) ? """{"name":"A","value":"b"}""" : method is "POST" && path is "/v1/apps" ? """{"name":"Sales"}""" : null;
        ApiResponse rejected = await session.SendAsync(new HttpMethod(method), path, body, others);
        ApiResponse accepted = await session.SendAsync(new HttpMethod(method), path, body, justThis);

        Assert.Equal(403, rejected.Status);
        Assert.Equal($$"""{"error":"Insufficient scope. Required: {{scope}}","code":"insufficient_scope"}""", rejected.Text);
        Assert.InRange(accepted.Status, 200, 204);
    }

    [Theory]
    [InlineData("/v1/apps/7/deployments", SpiceScopes.DeploymentsWrite)]
    [InlineData("/v1/apps", SpiceScopes.AppsWrite)]
    [InlineData("/v1/apps/7/secrets", SpiceScopes.SecretsWrite)]
    [InlineData("/v1/apps/7/secrets", SpiceScopes.Any)]
    public async Task Request_WriteScopeOrAny_IncludesRead(string path, string scope)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(200, (await session.GetAsync(path, session.Emulator.IssueToken(scope))).Status);
    }

    [Theory]
    [InlineData(SpiceScopes.AppsWrite)]
    [InlineData(SpiceScopes.DeploymentsWrite)]
    public async Task Request_WriteScope_DoesNotIncludeDelete(string scope)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(403, (await session.SendAsync(HttpMethod.Delete, "/v1/apps/7", token: session.Emulator.IssueToken(scope))).Status);
    }

    [Fact]
    public async Task IssueToken_NoScopes_Returns403()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(403, (await session.GetAsync(EmulatorSession.DeploymentsPath, session.Emulator.IssueToken())).Status);
    }

    [Fact]
    public async Task RevokeToken_UnknownToken_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>("token", () => session.Emulator.RevokeToken("never-issued"));
        Assert.Throws<ArgumentNullException>("token", () => session.Emulator.RevokeToken(null!));
    }

    [Fact]
    public async Task IssueToken_NullScopes_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentNullException>("scopes", () => session.Emulator.IssueToken(null!));
        Assert.Throws<ArgumentNullException>("scopes", () => session.Emulator.IssueOrganizationToken("acme", null!));
        Assert.Throws<ArgumentNullException>("scopes", () => session.Emulator.AddOAuthClient("id", "secret", null!));
    }

    [Theory]
    [InlineData("deployment:read")]
    [InlineData("Deployments:Read")]
    [InlineData("")]
    public async Task IssueToken_UnknownScope_Throws(string scope)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string message = $"There is no scope '{scope}'. The scopes are deployments:read, deployments:write, apps:read, apps:write, apps:delete, secrets:read, secrets:write and *. (Parameter 'scopes')";

        Assert.Equal(message, Assert.Throws<ArgumentException>(() => session.Emulator.IssueToken(SpiceScopes.AppsRead, scope)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => session.Emulator.IssueOrganizationToken("acme", scope)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => session.Emulator.AddOAuthClient("id", "secret", scope)).Message);
    }

    [Fact]
    public async Task AccessToken_OtherEmulator_Returns401()
    {
        await using EmulatorSession one = await EmulatorSession.StartAsync();
        await using EmulatorSession two = await EmulatorSession.StartAsync();

        Assert.Equal(401, (await one.GetAsync(EmulatorSession.DeploymentsPath, two.Emulator.AccessToken)).Status);
    }
}
