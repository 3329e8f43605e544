namespace SpiceDeployments.Client.Testing.Tests.Tokens;

public sealed class AuthenticationTests
{
    [Fact]
    public async Task Request_WithoutAuthorization_IsRefused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.SendAsync(new HttpRequestMessage(HttpMethod.Get, EmulatorSession.DeploymentsPath));

        Assert.Equal(401, answer.Status);
        Assert.Equal("""{"error":"Missing Authorization header"}""", answer.Text);
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer")]
    [InlineData("Bearer never-issued")]
    public async Task Request_WithWrongAuthorization_IsRefused(string authorization)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, EmulatorSession.DeploymentsPath);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        Answer answer = await session.SendAsync(request);

        Assert.Equal(401, answer.Status);
        Assert.Equal("""{"error":"Invalid token format"}""", answer.Text);
    }

    [Fact]
    public async Task Request_WithARevokedToken_IsRefused()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        Assert.Equal(200, (await session.ListAsync()).Status);

        session.Emulator.RevokeToken(session.Emulator.AccessToken);

        Answer answer = await session.ListAsync();
        Assert.Equal(401, answer.Status);
        Assert.Equal("""{"error":"Token expired"}""", answer.Text);
    }

    [Fact]
    public async Task Request_WithAPersonalTokenAfterYears_IsAccepted()
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
    public async Task Request_WithoutThisScope_IsRefusedAndWithJustThisScopeAccepted(string method, string path, string scope)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        string others = session.Emulator.IssueToken([.. SpiceScopes.All.Where(s => s != scope)]);
        string justThis = session.Emulator.IssueToken(scope);

        Answer refused = await session.SendAsync(new HttpMethod(method), path, token: others);
        Answer accepted = await session.SendAsync(new HttpMethod(method), path, token: justThis);

        Assert.Equal(403, refused.Status);
        Assert.Equal($$"""{"error":"Insufficient scope. Required: {{scope}}","code":"insufficient_scope"}""", refused.Text);
        Assert.InRange(accepted.Status, 200, 202);
    }

    [Fact]
    public async Task IssueToken_WithoutScopes_CanDoNothing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(403, (await session.GetAsync(EmulatorSession.DeploymentsPath, session.Emulator.IssueToken())).Status);
    }

    [Fact]
    public async Task RevokeToken_NeverIssued_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>("token", () => session.Emulator.RevokeToken("never-issued"));
        Assert.Throws<ArgumentNullException>("token", () => session.Emulator.RevokeToken(null!));
    }

    [Fact]
    public async Task Scopes_Null_Throw()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentNullException>("scopes", () => session.Emulator.IssueToken(null!));
        Assert.Throws<ArgumentNullException>("scopes", () => session.Emulator.IssueOrganizationToken("acme", null!));
        Assert.Throws<ArgumentNullException>("scopes", () => session.Emulator.AddOAuthClient("id", "secret", null!));
    }

    [Fact]
    public async Task AccessToken_OfTwoEmulators_OpensOnlyItsOwn()
    {
        await using EmulatorSession one = await EmulatorSession.StartAsync();
        await using EmulatorSession two = await EmulatorSession.StartAsync();

        Assert.Equal(401, (await one.GetAsync(EmulatorSession.DeploymentsPath, two.Emulator.AccessToken)).Status);
    }
}
