using System.Net;
using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseBuilders;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A server error that does not show whether a deployment was created: the list is checked, and the create is sent again only if there is none.</summary>
public sealed class CreateServerErrorTests : ReconciliationTest
{
    private const string SentThreeTimes = " The create request was sent 3 times without a conclusive response; no matching deployment is listed.";

    private static readonly IResponseBuilder Accepted = WireResponse.Json(WireResponse.Deployment, status: 202);

    public CreateServerErrorTests() => GivenList(Listed());

    public static TheoryData<int, string> Statuses => new()
    {
        { 408, "Request Timeout" },
        { 500, "Internal Server Error" },
        { 502, "Bad Gateway" },
        { 503, "Service Unavailable" },
        { 504, "Gateway Timeout" },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task CreateAsync_ServerError_ThrowsAfterThreeAttemptsWithFourChecksEach(int status, string phrase)
    {
        SpiceApiException exception = await FailAsync(WireResponse.Json("""{"error":"No luck"}""", status).WithHeader("X-Request-Id", "req-1"));

        Assert.Equal($"POST /v1/apps/123/deployments returned {status} ({phrase}): No luck.{SentThreeTimes}", exception.Message);
        Assert.Equal((status, "req-1", """{"error":"No luck"}"""), ((int?)exception.StatusCode, exception.RequestId, exception.ResponseBody));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task CreateAsync_ProxyError_ThrowsAfterThreeAttemptsWithFourChecksEach(int status, string phrase)
    {
        SpiceApiException exception = await FailAsync(WireResponse.Html(status: status));

        Assert.Equal(
            $"POST /v1/apps/123/deployments returned {status} ({phrase}): the body is text/html, not an error of the API, so a proxy may have responded." +
            SentThreeTimes,
            exception.Message);
    }

    [Fact]
    public async Task CreateAsync_ErrorThenAccepted_ReturnsTheSecondResponse()
    {
        GivenCreates(LostResponse, Accepted);

        Assert.Equal(456, (await CreateAsync()).Id);
        Assert.Equal((2, 5, 7), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8, 1);
    }

    [Fact]
    public async Task CreateAsync_TwoErrorsThenAccepted_ReturnsTheThirdResponse()
    {
        GivenCreates(LostResponse, LostResponse, Accepted);

        Assert.Equal(456, (await CreateAsync()).Id);
        Assert.Equal((3, 10, 13), (CreateCount, CheckCount, Requests.Count));
    }

    [Fact]
    public async Task CreateAsync_ErrorThenRejected_ThrowsTheRejection()
    {
        GivenCreates(LostResponse, WireResponse.Json("""{"error":"Spicepod is paused"}""", status: 400));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(CreateAsync);

        Assert.Equal(
            "POST /v1/apps/123/deployments returned 400 (Bad Request): Spicepod is paused. "
            + "The create request was sent once without a conclusive response; no matching deployment is listed.",
            exception.Message);
        Assert.Equal((2, 10, 12), (CreateCount, CheckCount, Requests.Count)); // The deployment of the first attempt may be listed late.
    }

    [Theory]
    [InlineData(400, typeof(SpiceApiException))]
    [InlineData(401, typeof(SpiceAuthenticationException))]
    [InlineData(403, typeof(SpiceForbiddenException))]
    [InlineData(404, typeof(AppNotFoundException))]
    public async Task CreateAsync_ErrorThenRejected_KeepsTheDetailsOfTheRejection(int status, Type type)
    {
        GivenCreates(LostResponse, WireResponse.Json("""{"error":"No","code":"not_today"}""", status).WithHeader("X-Request-Id", "req-7"));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(CreateAsync);

        Assert.IsType(type, exception);
        Assert.Equal(((HttpStatusCode?)status, "not_today", "req-7", AppId), (exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.AppId));
        Assert.Contains("without a conclusive response", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(30)]
    public async Task CreateAsync_ErrorWithRetryAfter_ResendsAfterIt(int seconds)
    {
        GivenCreates(WireResponse.Empty(503).WithHeader("Retry-After", $"{seconds}"), Accepted);

        Assert.Equal(456, (await CreateAsync()).Id);
        AssertDelays(1, 2, 4, 8, seconds);
    }

    [Fact]
    public async Task CreateAsync_ErrorWithRetryAfterOver30Seconds_IsCheckedAndNotResent()
    {
        GivenCreate(WireResponse.Json("""{"error":"No luck"}""", status: 503).WithHeader("Retry-After", "31"));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(CreateAsync);

        Assert.Equal(
            "POST /v1/apps/123/deployments returned 503 (Service Unavailable): No luck. Retry after 31 s. " +
            "The create request was sent once without a conclusive response; no matching deployment is listed.",
            exception.Message);
        Assert.Equal((1, 5, 6), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8);
    }

    private async Task<SpiceApiException> FailAsync(IResponseBuilder response)
    {
        GivenCreate(response);
        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(CreateAsync);
        Assert.Equal((3, 15, 18), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8);
        return exception;
    }
}
