using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Behavior.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>A wait that never gets a response for a reason that usually persists throws that reason at its third poll, not a timeout after ten minutes.</summary>
public sealed class UnreachableServiceTests : EmulatorTest
{
    private static readonly TimeSpan ThirdPoll = TimeSpan.FromSeconds(15);

    /// <summary>The longest time that the retries of three polls add.</summary>
    private static readonly TimeSpan Retries = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task WaitForCompletionAsync_UntrustedCertificate_ThrowsIt()
    {
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1);
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = server.BaseAddress);

        SpiceApiException exception = await ThrowsAtTheThirdPollAsync<SpiceApiException>(client);

        Assert.StartsWith($"Could not connect to {server.BaseAddress.Authority}; GET /v1/apps/42/deployments was not sent. ", exception.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.NoData)]
    [InlineData(SocketError.TryAgain)]
    public async Task WaitForCompletionAsync_UnknownHost_ThrowsIt(SocketError error)
    {
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => new StubHandler(_ => throw UnknownHost(error)));

        SpiceApiException exception = await ThrowsAtTheThirdPollAsync<SpiceApiException>(client);

        Assert.StartsWith("Could not connect to ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForCompletionAsync_ProviderGivesNoToken_ThrowsIt()
    {
        using DeploymentsClient client = CreateClient(new StubTokenProvider(_ => throw new InvalidOperationException("The vault is sealed.")));

        SpiceAuthenticationException exception = await ThrowsAtTheThirdPollAsync<SpiceAuthenticationException>(client);

        Assert.EndsWith("failed to return an access token. The vault is sealed.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForCompletionAsync_TokenEndpointGivesNoToken_ThrowsIt()
    {
        Cloud.Faults.OnToken().Always().RespondWithJson("{}");
        using DeploymentsClient client = CreateOAuthClient(Cloud.TokenEndpoint);

        SpiceAuthenticationException exception = await ThrowsAtTheThirdPollAsync<SpiceAuthenticationException>(client);

        Assert.EndsWith("returned 200 without a valid access_token.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForCompletionAsync_HostOfTheTokenEndpointUnknown_ThrowsIt()
    {
        using DeploymentsClient client = CreateOAuthClient(new Uri("http://127.0.0.1:1/token"), () => new StubHandler(_ => throw UnknownHost(SocketError.HostNotFound)));

        await ThrowsAtTheThirdPollAsync<SpiceApiException>(client);
    }

    [Fact]
    public async Task WaitForCompletionAsync_TokenEndpointReturnsAPage_ThrowsIt()
    {
        Cloud.Faults.OnToken().Always().RespondWithHtml(404);
        using DeploymentsClient client = CreateOAuthClient(Cloud.TokenEndpoint);

        await ThrowsAtTheThirdPollAsync<SpiceAuthenticationException>(client);
    }

    [Fact]
    public async Task WaitForCompletionAsync_TokenEndpointReturnsOnePage_ContinuesPolling()
    {
        long id = App.StartDeployment().Id;
        Cloud.Faults.OnToken().RespondWithHtml(404);
        using DeploymentsClient client = CreateOAuthClient(Cloud.TokenEndpoint);

        Deployment completed = await Clock.RunAsync(client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_CredentialsRejected_ThrowsAtOnce()
    {
        using DeploymentsClient client = CreateOAuthClient(Cloud.TokenEndpoint, secret: "another-secret");

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => WaitAsync(client));

        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_SignInPage_ThrowsIt()
    {
        Cloud.Faults.OnList().Always().RespondWithHtml(200);

        SpiceApiException exception = await ThrowsAtTheThirdPollAsync<SpiceApiException>(Client);

        Assert.StartsWith("GET /v1/apps/42/deployments returned 200 (OK), but the body is not the expected JSON: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchAsync_SignInPage_ThrowsIt()
    {
        Cloud.Faults.OnList().Always().RespondWithHtml(200);

        await Assert.ThrowsAsync<SpiceApiException>(
            () => Clock.RunAsync(Client.WatchAsync(AppId, 7, cancellationToken: CancellationToken).ToListAsync(CancellationToken).AsTask()));

        Assert.Equal(ThirdPoll, Clock.Elapsed);
    }

    /// <summary>A service that restarts refuses connections and returns errors of a proxy.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_ConnectionRefused_ThrowsTimeout()
    {
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = new Uri("http://127.0.0.1:1"));

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => WaitAsync(client));
    }

    [Fact]
    public async Task WaitForCompletionAsync_NothingButBadGateway_ThrowsTimeout()
    {
        Cloud.Faults.OnList().Always().RespondWithHtml(502);

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => WaitAsync(Client));
    }

    /// <summary>The list shows that the address and the token are right, even if it does not show the deployment.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_PagesAfterAListWithoutTheDeployment_ContinuesPolling()
    {
        long id = App.StartDeployment(script: new DeploymentScript().VisibilityDelay(TimeSpan.FromSeconds(3))).Id;
        Cloud.Faults.OnList().Skip(1).Times(5).RespondWithHtml(403);

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public async Task DeployAsync_ProviderGivesNoTokenAfterTheCreate_ThrowsTimeout()
    {
        int requests = 0;
        using DeploymentsClient client = CreateClient(
            new StubTokenProvider(_ => requests++ is 0 ? Task.FromResult(Cloud.AccessToken) : throw new InvalidOperationException("The vault is sealed.")) { ExpiresAt = () => Clock.GetUtcNow() });

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.IsType<SpiceAuthenticationException>(exception.InnerException);
    }

    private static HttpRequestException UnknownHost(SocketError error) =>
        new(HttpRequestError.NameResolutionError, "Name or service not known", new SocketException((int)error));

    private async Task<T> ThrowsAtTheThirdPollAsync<T>(DeploymentsClient client)
        where T : SpiceApiException
    {
        T exception = await Assert.ThrowsAsync<T>(() => WaitAsync(client));
        Assert.Equal((AppId, 7), (exception.AppId, exception.DeploymentId));
        Assert.InRange(Clock.Elapsed, ThirdPoll, ThirdPoll + Retries);
        return exception;
    }

    private Task<Deployment> WaitAsync(DeploymentsClient client) => Clock.RunAsync(client.WaitForCompletionAsync(AppId, 7, cancellationToken: CancellationToken));

    private DeploymentsClient CreateClient(AccessTokenProvider tokens) => CreateClient(options => (options.AccessToken, options.AccessTokenProvider) = (null, tokens));

    private DeploymentsClient CreateOAuthClient(Uri tokenEndpoint, Func<HttpMessageHandler>? primaryHandler = null, string secret = "secret-of-ci")
    {
        Cloud.AddOAuthClient("ci", "secret-of-ci", [.. SpiceScopes.All]);
        return CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", secret);
            (options.TokenEndpoint, options.PrimaryHandler) = (tokenEndpoint, primaryHandler);
        });
    }
}
