using System.Net;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Authentication;

public sealed class ClientCredentialsTests : EmulatorTest
{
    private const string Secret = "the-secret-of-the-client";

    [Fact]
    public async Task AnyCall_FirstCall_RequestsATokenAsJson()
    {
        using DeploymentsClient client = CreateOAuthClient(scopes: ["deployments:read"]);

        await client.ListAsync(AppId, cancellationToken: CancellationToken);

        RecordedRequest fetch = Cloud.Requests[0];
        Assert.Equal(("POST", "/api/oauth/token"), (fetch.Method, fetch.Path));
        Assert.Equal("application/json; charset=utf-8", fetch.Headers["Content-Type"]);
        Assert.Equal(
            $$"""{"grant_type":"client_credentials","client_id":"ci","client_secret":"{{Secret}}","scope":"deployments:read"}""", fetch.Body);
        Assert.False(fetch.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task ManyCalls_Concurrent_ShareOneTokenRequest()
    {
        using DeploymentsClient client = CreateOAuthClient();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.ListAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task AnyCall_TokenNotExpired_ReusesIt()
    {
        using DeploymentsClient client = CreateOAuthClient();

        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        Clock.Advance(TimeSpan.FromMinutes(58));
        await client.ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal(1, Fetches);
    }

    [Fact]
    public async Task AnyCall_AMinuteBeforeExpiry_RequestsANewToken()
    {
        using DeploymentsClient client = CreateOAuthClient();

        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        Clock.Advance(TimeSpan.FromMinutes(59));
        await client.ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal(2, Fetches);
        Assert.DoesNotContain(Cloud.Requests, request => request.StatusCode is 401);
    }

    [Fact]
    public async Task AnyCall_TokenRejectedEarly_RetriesOnceWithANewToken()
    {
        using DeploymentsClient client = CreateOAuthClient();
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        RevokeLastToken();

        Deployment created = await client.CreateAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal(created.Id, Assert.Single(App.Deployments).Id);
        Assert.Equal(2, Fetches);
        Assert.Equal([401, 202], Cloud.Requests.Where(request => request.Path.EndsWith("/deployments", StringComparison.Ordinal) && request.Method == "POST").Select(request => request.StatusCode));
    }

    [Fact]
    public async Task ManyCalls_TokenRequestFails_AllThrowAnExceptionOfTheirOwn()
    {
        using DeploymentsClient client = CreateOAuthClient(secret: "a-wrong-and-secret-value");

        Cloud.Faults.OnToken().HangBeforeProcessing();
        Task[] calls = [.. Enumerable.Range(0, 20).Select(_ => client.ListAsync(AppId, cancellationToken: CancellationToken))];
        await Cloud.Faults.WaitForHangAsync(CancellationToken); // The token request is in flight, and all calls wait for it.

        Clock.Advance(SteppingTimeProvider.AttemptTimeout);

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(Task.WhenAll(calls)));
        SpiceAuthenticationException[] exceptions = [.. calls.Select(call => Assert.IsType<SpiceAuthenticationException>(call.Exception?.InnerException))];
        Assert.Equal(calls.Length, exceptions.Distinct().Count());
        Assert.All(exceptions, exception => Assert.Equal(
            (exceptions[0].Message, (HttpStatusCode?)HttpStatusCode.Unauthorized, RequestDisposition.Rejected), (exception.Message, exception.StatusCode, exception.Disposition)));
        Assert.Equal(2, Fetches);
    }

    [Fact]
    public async Task CreateAsync_RenewalReturnsTheSameToken_ThrowsAuthentication()
    {
        using DeploymentsClient client = CreateOAuthClient();
        Cloud.Faults.OnToken().Always().RespondWithJson("""{"access_token":"emulated_that-is-always-the-same"}""");

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(client.CreateAsync(AppId, cancellationToken: CancellationToken)));
    }

    [Fact]
    public async Task AnyCall_WrongSecret_ThrowsWithoutTheSecret()
    {
        using DeploymentsClient client = CreateOAuthClient(secret: "a-wrong-and-secret-value");

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(
            $"Could not get an access token: {Cloud.TokenEndpoint} rejected the client credentials with 401: invalid_client. Check ClientId and ClientSecret.",
            exception.Message);
        Assert.DoesNotContain("a-wrong-and-secret-value", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_TokenEndpointUnreachable_ThrowsWithoutRequest()
    {
        using DeploymentsClient client = CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", Secret);
            options.TokenEndpoint = new Uri("http://127.0.0.1:1/api/oauth/token");
        });

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.StartsWith("Could not get an access token: no response from http://127.0.0.1:1/api/oauth/token was received.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Requests);
    }

    /// <summary>A primary handler of the program may ignore its cancellation token, and with it the timeout of each attempt.</summary>
    [Fact]
    public async Task AnyCall_TokenRequestNeverCompletes_ThrowsAfterTheTimeOfAllAttempts()
    {
        var sent = new TaskCompletionSource();
        using DeploymentsClient client = CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", Secret);
            options.TokenEndpoint = Cloud.TokenEndpoint;
            options.PrimaryHandler = () => new NeverCompletingHandler(sent);
        });
        Task<IReadOnlyList<Deployment>> listing = client.ListAsync(AppId, cancellationToken: CancellationToken);
        await sent.Task;

        Clock.Advance((4 * SteppingTimeProvider.AttemptTimeout) + TimeSpan.FromSeconds(90));

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => listing.WaitAsync(TimeSpan.FromSeconds(30), CancellationToken));
        Assert.Equal($"The token endpoint {Cloud.TokenEndpoint} did not return an access token within 331290 s.", exception.Message);
        Assert.Equal(RequestDisposition.NotProcessed, exception.Disposition);
    }

    private int Fetches => Cloud.Requests.Count(request => request.Path == "/api/oauth/token");

    private void RevokeLastToken() => Cloud.RevokeToken(Cloud.Requests[^1].Headers["Authorization"]["Bearer ".Length..]);

    private DeploymentsClient CreateOAuthClient(string[]? scopes = null, string secret = Secret)
    {
        Cloud.AddOAuthClient("ci", Secret, [.. SpiceScopes.All]);
        return CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret, options.Scopes) = (null, "ci", secret, scopes ?? []);
            options.TokenEndpoint = Cloud.TokenEndpoint;
        });
    }

    private sealed class NeverCompletingHandler(TaskCompletionSource sent) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.SetResult();
            return new TaskCompletionSource<HttpResponseMessage>().Task;
        }
    }
}
