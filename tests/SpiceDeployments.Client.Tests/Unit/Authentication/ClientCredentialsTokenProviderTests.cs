using System.Net;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Authentication;

/// <summary>Exchanges of client credentials with an endpoint that responds immediately.</summary>
public sealed class ClientCredentialsTokenProviderTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(599)]
    public async Task GetTokenAsync_TransientError_ThrowsTransientException(int status)
    {
        SpiceApiException exception = await FailAsync(status, """{"error":"Broken"}""");

        Assert.IsType<SpiceApiException>(exception);
        Assert.Equal((RequestDisposition.NotProcessed, (HttpStatusCode?)status), (exception.Disposition, exception.StatusCode));
        Assert.Equal($"Could not get an access token: http://localhost/token returned {status}.", exception.Message);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(299)]
    public async Task GetTokenAsync_SuccessWithoutToken_ThrowsAuthentication(int status)
    {
        SpiceApiException exception = await FailAsync(status, "{}");

        Assert.IsType<SpiceAuthenticationException>(exception);
        Assert.Equal(RequestDisposition.NotProcessed, exception.Disposition);
        Assert.Equal($"Could not get an access token: http://localhost/token returned {status} without a valid access_token.", exception.Message);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client"}""", "invalid_client")]
    [InlineData(401, """{"code":"unknown_client"}""", "unknown_client")]
    [InlineData(498, "{}", "no reason was given")]
    [InlineData(300, "", "no reason was given")]
    public async Task GetTokenAsync_Rejected_ThrowsAuthenticationWithTheReason(int status, string body, string reason)
    {
        SpiceApiException exception = await FailAsync(status, body);

        Assert.IsType<SpiceAuthenticationException>(exception);
        Assert.Equal(RequestDisposition.Rejected, exception.Disposition);
        Assert.Equal(
            $"Could not get an access token: http://localhost/token rejected the client credentials with {status}: {reason}. Check ClientId and ClientSecret.",
            exception.Message);
    }

    [Theory]
    [InlineData("3600", 3600)]
    [InlineData("\"3600\"", 3600)]
    [InlineData("0.5", 0.5)]
    [InlineData("null", 3600)]
    [InlineData("-5", 0)]
    [InlineData("1e300", 365 * 24 * 3600)]
    public async Task GetTokenAsync_Lifetime_IsBetweenZeroAndAYear(string expiresIn, double seconds)
    {
        using ClientCredentialsTokenProvider tokens = Create(() => Respond(200, $$"""{"access_token":"token","expires_in":{{expiresIn}}}"""));

        AccessToken token = await tokens.GetTokenAsync(new AccessTokenRequest(), CancellationToken);

        Assert.Equal(("token", _clock.GetUtcNow().AddSeconds(seconds)), (token.Value, token.ExpiresAt));
    }

    private static HttpResponseMessage Respond(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body, null, "application/json") };

    private async Task<SpiceApiException> FailAsync(int status, string body)
    {
        using ClientCredentialsTokenProvider tokens = Create(() => Respond(status, body));
        return await Assert.ThrowsAnyAsync<SpiceApiException>(() => tokens.GetTokenAsync(new AccessTokenRequest(), CancellationToken).AsTask());
    }

    private ClientCredentialsTokenProvider Create(Func<HttpResponseMessage> respond)
    {
        var handler = new StubHandler(request =>
        {
            HttpResponseMessage response = respond();
            response.RequestMessage = request;
            return Task.FromResult(response);
        });
        var client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost/token") };
        return new ClientCredentialsTokenProvider(client, new TokenRequest { ClientId = "ci", ClientSecret = "secret-of-ci" }, _clock);
    }
}
