using System.Net;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Authentication;

/// <summary>The request to the token endpoint, and what its error responses say.</summary>
public sealed class TokenRequestTests : WireTest
{
    private const string ClientSecret = "secret-9876543210";

    [Theory]
    [InlineData(" client-1\t", " secret-9876543210\n")]
    [InlineData("client-1\r\n", "\r\nsecret-9876543210 ")]
    public async Task ListAsync_WhiteSpaceAroundTheCredentials_IsNotSent(string clientId, string clientSecret)
    {
        WireRequest request = await RequestTokenAsync(options => (options.ClientId, options.ClientSecret) = (clientId, clientSecret));

        Assert.Equal("""{"grant_type":"client_credentials","client_id":"client-1","client_secret":"secret-9876543210"}""", request.Body);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" |", null)]
    [InlineData(" deployments:read ||deployments:write", "deployments:read deployments:write")]
    public async Task ListAsync_BlankScopes_AreNotSent(string scopes, string? sent)
    {
        WireRequest request = await RequestTokenAsync(options => options.Scopes = scopes.Split('|'));

        string scope = sent is null ? "" : $",\"scope\":\"{sent}\"";
        Assert.Equal($$"""{"grant_type":"client_credentials","client_id":"client-1","client_secret":"secret-9876543210"{{scope}}}""", request.Body);
    }

    [Theory]
    [InlineData("/tenants/my%20team/token")]
    [InlineData("/tenants/a%2Fb/token")]
    [InlineData("/tenants/100%25/token")]
    [InlineData("/token/")]
    [InlineData("/")]
    public async Task ListAsync_PathOfTheTokenEndpoint_IsSentAsGiven(string path)
    {
        var addresses = new List<string?>();
        using DeploymentsClient client = CreateOAuthClient(options =>
        {
            options.TokenEndpoint = new Uri("https://spice.example" + path);
            options.PrimaryHandler = () => new StubHandler(request =>
            {
                addresses.Add(request.RequestUri?.AbsoluteUri);
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));
            });
        });

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(["https://spice.example" + path], addresses);
    }

    [Theory]
    [InlineData("""{"error":"invalid_client","error_description":"Client authentication failed."}""", "invalid_client (Client authentication failed.)")]
    [InlineData("""{"error":"invalid_scope","error_description":" "}""", "invalid_scope")]
    [InlineData("""{"error_description":"No such client"}""", "No such client")]
    [InlineData("""{"error":"invalid_client","error_description":["odd"]}""", "invalid_client")]
    [InlineData("""{"error":"invalid_client","error_description":"'secret-9876543210' is wrong"}""", "invalid_client ('[redacted]' is wrong)")]
    [InlineData("""{"code":"unknown_client"}""", "unknown_client")]
    [InlineData("<html>", "no reason was given")]
    public async Task ListAsync_TokenEndpointRejects_MessageContainsErrorAndDescription(string body, string reason)
    {
        GivenToken(WireResponse.Json(body, status: 401));
        using DeploymentsClient client = CreateOAuthClient(_ => { });

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(
            $"Could not get an access token: {Server.Url}{TokenPath} rejected the client credentials with 401: {reason}. Check ClientId and ClientSecret.", exception.Message);
    }

    private async Task<WireRequest> RequestTokenAsync(Action<DeploymentsClientOptions> configure)
    {
        GivenToken(WireResponse.Json("""{"access_token":"issued"}"""));
        GivenList(WireResponse.List());
        using DeploymentsClient client = CreateOAuthClient(configure);
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        return Requests[0];
    }

    private DeploymentsClient CreateOAuthClient(Action<DeploymentsClientOptions> configure) => CreateClient(options =>
    {
        (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "client-1", ClientSecret);
        options.TokenEndpoint = new Uri(Server.Url + TokenPath);
        configure(options);
    });
}
