using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseBuilders;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

public sealed class RetryAfterTests : WireTest
{
    private const string TooMany = "GET /v1/apps/123/deployments returned 429 (Too Many Requests): Slow down.";

    [Theory]
    [InlineData("7", 7, 4)]
    [InlineData("0", 0, 4)]
    [InlineData("30", 30, 4)]
    [InlineData("31", 31, 1)]
    [InlineData("3600", 3600, 1)]
    [InlineData("Tue, 06 Oct 2026 08:00:31 GMT", 31, 1)]
    [InlineData("Tue, 06 Oct 2026 09:00:00 GMT", 3600, 1)]
    [InlineData("Tue, 06 Oct 2026 07:59:00 GMT", 0, 4)]
    public async Task RetryAfter_SecondsOrDate_IsRelativeToTheResponseDate(string header, int seconds, int requests)
    {
        SpiceApiException exception = await FailAsync(header);

        Assert.Equal(requests, Requests.Count);
        Assert.Equal(TimeSpan.FromSeconds(seconds), exception.RetryAfter);
        Assert.Equal($"{TooMany} Retry after {seconds} s.", exception.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("99999999999999")]
    [InlineData("2026-10-06T08:00:30Z")]
    public async Task RetryAfter_AbsentOrUnreadable_IsNull(string? header)
    {
        SpiceApiException exception = await FailAsync(header);

        Assert.Null(exception.RetryAfter);
        Assert.Equal(TooMany, exception.Message);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("30", 30)]
    [InlineData("Tue, 06 Oct 2026 08:00:30 GMT", 30)]
    public async Task RetryAfter_UpTo30Seconds_IsHonored(string header, int seconds)
    {
        GivenLists(AtStart(WireResponse.Json("""{"error":"Slow down"}""", status: 429).WithHeader("Retry-After", header)), WireResponse.List());

        await ListAsync();

        Assert.Equal(2, Requests.Count);
        AssertDelays(seconds);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(409)]
    [InlineData(401)]
    public async Task RetryAfter_OtherStatus_IsRead(int status)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json("""{"error":"No"}""", status).WithHeader("Retry-After", "7"));

        Assert.Equal(TimeSpan.FromSeconds(7), exception.RetryAfter);
        Assert.EndsWith(" Retry after 7 s.", exception.Message, StringComparison.Ordinal);
    }

    private async Task<SpiceApiException> FailAsync(string? header)
    {
        IResponseBuilder response = WireResponse.Json("""{"error":"Slow down"}""", status: 429)
            .WithHeader("X-RateLimit-Limit", "1000").WithHeader("X-RateLimit-Remaining", "0").WithHeader("X-RateLimit-Reset", "1791273660");
        GivenList(AtStart(header is null ? response : response.WithHeader("Retry-After", header)));

        return await Assert.ThrowsAsync<SpiceRateLimitException>(ListAsync);
    }
}
