using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class ResetTests
{
    private const string Credentials = """{"client_id":"ci","client_secret":"s3cret","grant_type":"client_credentials"}""";

    [Fact]
    public async Task ResetAsync_ChangedState_IsRemoved()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().Always().Fail(503, "Try later");
        session.App.StartDeployment();
        session.Emulator.AddOAuthClient("ci", "s3cret");
        string token = session.Emulator.IssueToken(SpiceScopes.Any);
        await session.CreateAsync();
        Uri address = session.Emulator.BaseAddress;

        await session.Emulator.ResetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(address, session.Emulator.BaseAddress);
        Assert.Empty(session.Emulator.Requests);
        Assert.Empty(session.Emulator.Apps);
        Assert.Equal(404, (await session.ListAsync()).Status);
        Assert.Equal("Invalid token format", (await session.GetAsync(EmulatorSession.DeploymentsPath, token)).Error);
        Assert.Equal("invalid_client", (await session.SendAsync(CreateTokenRequest(session))).Error);
        session.Emulator.AddApp(EmulatorSession.AppId);
        Assert.Equal(1001, (await session.CreateAsync()).Id);
    }

    [Fact]
    public async Task ResetAsync_AccessTokenRevoked_IsValidAgain()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.RevokeAllTokens();

        await session.Emulator.ResetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (await session.GetAsync("/v1/apps")).Status);
    }

    [Fact]
    public async Task ResetAsync_RateLimitReached_StartsAnew()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.RateLimit = 1);
        await session.GetAsync("/v1/apps");
        Assert.Equal(429, (await session.GetAsync("/v1/apps")).Status);

        await session.Emulator.ResetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(200, (await session.GetAsync("/v1/apps")).Status);
    }

    [Fact]
    public async Task ResetAsync_HangingRequest_IsAborted()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Always().HangBeforeProcessing();
        Task<ApiResponse> call = session.ListAsync();
        await session.Emulator.Faults.WaitForHangAsync(TestContext.Current.CancellationToken);

        await session.Emulator.ResetAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    private static HttpRequestMessage CreateTokenRequest(EmulatorSession session) =>
        new(HttpMethod.Post, session.Emulator.TokenEndpoint) { Content = new StringContent(Credentials, Encoding.UTF8, "application/json") };
}
