using System.Net;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Tests.Http;

namespace SpiceDeployments.Client.Tests.Authentication;

/// <summary>An exchange of client credentials with an endpoint that answers at once.</summary>
public sealed class TokenExchangeTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken TestEnd => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(599)]
    public async Task GetTokenAsync_EndpointInTrouble_ThrowsThatItMayPass(int status)
    {
        SpiceApiException exception = await FailAsync(status, """{"error":"Broken"}""");

        Assert.IsType<SpiceApiException>(exception);
        Assert.Equal((RequestDisposition.NotProcessed, (HttpStatusCode?)status), (exception.Kind, exception.StatusCode));
        Assert.Equal($"No access token: http://localhost/token was answered {status}.", exception.Message);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(299)]
    public async Task GetTokenAsync_SuccessWithoutAToken_ThrowsAuthentication(int status)
    {
        SpiceApiException exception = await FailAsync(status, "{}");

        Assert.IsType<SpiceAuthenticationException>(exception);
        Assert.Equal(RequestDisposition.NotProcessed, exception.Kind);
        Assert.Equal($"No access token: http://localhost/token was answered {status} without a usable access_token.", exception.Message);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client"}""", "invalid_client")]
    [InlineData(401, """{"code":"unknown_client"}""", "unknown_client")]
    [InlineData(499, "{}", "it gave no reason")]
    [InlineData(300, "", "it gave no reason")]
    public async Task GetTokenAsync_Refused_ThrowsAuthenticationWithTheReason(int status, string body, string reason)
    {
        SpiceApiException exception = await FailAsync(status, body);

        Assert.IsType<SpiceAuthenticationException>(exception);
        Assert.Equal(RequestDisposition.Rejected, exception.Kind);
        Assert.Equal(
            $"No access token: http://localhost/token refused the client credentials with {status}: {reason}. Check ClientId and ClientSecret.",
            exception.Message);
    }

    [Fact]
    public async Task GetTokenAsync_EndpointAnswersWithoutWaiting_IsAskedAgainWhenTheTokenIsDue()
    {
        int exchanges = 0;
        using ClientCredentialsTokenSource tokens = Create(() => Answer(200, $$"""{"access_token":"token-{{++exchanges}}","expires_in":3600}"""));

        string first = await tokens.GetTokenAsync(rejectedToken: null, TestEnd);
        _clock.Advance(TimeSpan.FromHours(1));
        string second = await tokens.GetTokenAsync(rejectedToken: null, TestEnd);

        Assert.Equal(("token-1", "token-2"), (first, second));
    }

    private static HttpResponseMessage Answer(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body, null, "application/json") };

    private async Task<SpiceApiException> FailAsync(int status, string body)
    {
        using ClientCredentialsTokenSource tokens = Create(() => Answer(status, body));
        return await Assert.ThrowsAnyAsync<SpiceApiException>(() => tokens.GetTokenAsync(rejectedToken: null, TestEnd).AsTask());
    }

    private ClientCredentialsTokenSource Create(Func<HttpResponseMessage> answer)
    {
        var handler = new AnsweringHandler(request =>
        {
            HttpResponseMessage response = answer();
            response.RequestMessage = request;
            return Task.FromResult(response);
        });
        var client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost/") };
        return new ClientCredentialsTokenSource(client, "token", new TokenRequest { ClientId = "ci", ClientSecret = "secret-of-ci" }, _clock);
    }
}
