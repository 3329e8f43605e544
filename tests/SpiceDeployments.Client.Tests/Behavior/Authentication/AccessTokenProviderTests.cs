using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Authentication;

/// <summary>Token providers of the program.</summary>
public sealed class AccessTokenProviderTests : EmulatorTest
{
    private const string OldToken = "emulated_of-yesterday";

    [Fact]
    public async Task AnyCall_CachedToken_IsRequestedOnce()
    {
        var tokens = new ScriptedTokenProvider(Cloud.AccessToken);
        using DeploymentsClient client = CreateClient(tokens);

        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        await client.CreateAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal([$"Bearer {Cloud.AccessToken}", $"Bearer {Cloud.AccessToken}"], Cloud.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal([null], tokens.Requests);
    }

    [Fact]
    public async Task AnyCall_TokenWithExpiry_IsCachedUntilShortlyBefore()
    {
        var tokens = new ScriptedTokenProvider(Cloud.AccessToken) { ExpiresAt = Clock.GetUtcNow().AddHours(1) };
        DeploymentsClient client = CreateClient(tokens);

        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        Clock.Advance(TimeSpan.FromMinutes(58));
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        Assert.Single(tokens.Requests);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        Assert.Equal([null, null], tokens.Requests);
    }

    [Fact]
    public async Task CreateAsync_ProviderThrowsAnErrorOfAnotherApi_SaysThatTheRequestWasNotSent()
    {
        var cause = new SpiceRateLimitException("The vault returned 429.");
        DeploymentsClient client = CreateClient(new StubTokenProvider(_ => throw cause));

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(
            () => Clock.RunAsync(client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Same(cause, exception.InnerException);
        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task CreateAsync_TokenRejected_RetriesOnceWithANewToken()
    {
        var tokens = new ScriptedTokenProvider(OldToken, Cloud.AccessToken);
        using DeploymentsClient client = CreateClient(tokens);

        Deployment created = await client.CreateAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal(created.Id, Assert.Single(App.Deployments).Id);
        Assert.Equal([401, 202], Cloud.Requests.Select(request => request.StatusCode));
        Assert.Equal([null, OldToken], tokens.Requests);
    }

    [Fact]
    public async Task CreateAsync_NewTokenRejected_Throws()
    {
        using DeploymentsClient client = CreateClient(new ScriptedTokenProvider(OldToken, "emulated_of-the-day-before"));

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([401, 401], Cloud.Requests.Select(request => request.StatusCode));
    }

    [Fact]
    public async Task CreateAsync_NoOtherToken_ThrowsWithoutRetry()
    {
        using DeploymentsClient client = CreateClient(new ScriptedTokenProvider(OldToken));

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([401], Cloud.Requests.Select(request => request.StatusCode));
    }

    [Fact]
    public async Task AnyCall_EchoOfRejectedToken_IsRedacted()
    {
        using DeploymentsClient client = CreateClient(new ScriptedTokenProvider(OldToken, Cloud.AccessToken));
        Cloud.Faults.OnList().Skip(1).Fail(403, $"{OldToken} was used before");

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal("GET /v1/apps/42/deployments returned 403 (Forbidden): [redacted] was used before.", exception.Message);
        Assert.DoesNotContain(OldToken, exception.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_ProviderFails_ThrowsWithoutRequest()
    {
        using DeploymentsClient client = CreateClient(new StubTokenProvider(_ => throw new InvalidOperationException("The vault is sealed.")));

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal("SpiceDeployments.Client.Tests.Infrastructure.StubTokenProvider failed to return an access token. The vault is sealed.", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task AnyCall_RenewalFails_DoesNotContainTheRejectedToken()
    {
        int requests = 0;
        var tokens = new StubTokenProvider(_ => requests++ is 0 ? Task.FromResult(OldToken) : throw new InvalidOperationException($"{OldToken} has no successor."));
        using DeploymentsClient client = CreateClient(tokens);

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.EndsWith("failed to return an access token. [redacted] has no successor.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(OldToken, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\r\nlines")]
    [InlineData("Bearer twice")]
    [InlineData(null)]
    public async Task AnyCall_InvalidToken_ThrowsWithoutTheToken(string? token)
    {
        using DeploymentsClient client = CreateClient(new StubTokenProvider(_ => Task.FromResult(token!)));

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.EndsWith("returned no access token, or one with a character that a token cannot contain, such as a space or a line break.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task AnyCall_ProviderIgnoresCancellation_ThrowsAfterTheAttemptTimeout()
    {
        var requested = new TaskCompletionSource();
        using DeploymentsClient client = CreateClient(new StubTokenProvider(_ =>
        {
            requested.SetResult();
            return new TaskCompletionSource<string>().Task;
        }));
        Task<IReadOnlyList<Deployment>> listing = client.ListAsync(AppId, cancellationToken: CancellationToken);
        await requested.Task;

        Clock.Advance(SteppingTimeProvider.AttemptTimeout);

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => listing);
        Assert.EndsWith("StubTokenProvider did not return an access token within 82800 s.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_CanceledDuringTokenRequest_Throws()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        using DeploymentsClient client = CreateClient(new StubTokenProvider(_ => new TaskCompletionSource<string>().Task));
        Task<IReadOnlyList<Deployment>> listing = client.ListAsync(AppId, cancellationToken: caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing);
    }

    [Fact]
    public async Task WaitForCompletionAsync_ProviderFailsOnce_ContinuesPolling()
    {
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(30));
        EmulatedDeployment deployment = App.StartDeployment();
        int requests = 0;
        using DeploymentsClient client = CreateClient(
            new StubTokenProvider(_ => requests++ is 1 ? throw new InvalidOperationException("The vault is sealed.") : Task.FromResult(Cloud.AccessToken)) { ExpiresAt = () => Clock.GetUtcNow() });

        Deployment completed = await Clock.RunAsync(client.WaitForCompletionAsync(AppId, deployment.Id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public void Dispose_Client_DoesNotDisposeTheProvider()
    {
        var tokens = new ScriptedTokenProvider(Cloud.AccessToken);

        CreateClient(tokens).Dispose();

        Assert.False(tokens.IsDisposed);
    }

    private DeploymentsClient CreateClient(AccessTokenProvider tokens) =>
        CreateClient(options => (options.AccessToken, options.AccessTokenProvider) = (null, tokens));
}
