using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseBuilders;
using WireMock.ResponseProviders;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A create that the service did not process is sent again without a check.</summary>
public sealed class CreateNotProcessedTests : WireTest
{
    private const string TooMany = "POST /v1/apps/123/deployments returned 429 (Too Many Requests): Rate limit exceeded.";

    private static readonly IResponseBuilder Accepted = WireResponse.Json(WireResponse.Deployment, status: 202);

    [Theory]
    [InlineData(null, 1)]
    [InlineData("0", 1)]
    [InlineData("7", 7)]
    [InlineData("30", 30)]
    [InlineData("Tue, 06 Oct 2026 08:00:30 GMT", 30)]
    public async Task CreateAsync_RateLimitedThenAccepted_ResendsAfterRetryAfter(string? retryAfter, int seconds)
    {
        GivenCreates(RateLimited(retryAfter), Accepted);

        Assert.Equal(456, (await CreateAsync()).Id);
        Assert.Equal((2, 2), (CreateCount, Requests.Count));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Clock.Elapsed);
    }

    [Fact]
    public async Task CreateAsync_RateLimitedThreeTimes_ThrowsRateLimit()
    {
        GivenCreate(RateLimited().WithHeader("X-Request-Id", "req-1"));

        SpiceRateLimitException exception = await Assert.ThrowsAsync<SpiceRateLimitException>(CreateAsync);

        Assert.Equal(TooMany, exception.Message);
        Assert.Equal((429, null, "req-1"), ((int?)exception.StatusCode, exception.ErrorCode, exception.RequestId));
        Assert.Equal((3, 3), (CreateCount, Requests.Count));
        AssertDelays(1, 1);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(60)]
    public async Task CreateAsync_RateLimitedForOver30Seconds_ThrowsAtOnceWithRetryAfter(int seconds)
    {
        GivenCreate(RateLimited($"{seconds}"));

        SpiceRateLimitException exception = await Assert.ThrowsAsync<SpiceRateLimitException>(CreateAsync);

        Assert.Equal(TimeSpan.FromSeconds(seconds), exception.RetryAfter);
        Assert.Equal($"{TooMany} Retry after {seconds} s.", exception.Message);
        Assert.Equal("POST", Assert.Single(Requests).Method);
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task CreateAsync_ConnectionRefused_HasThreeAttempts()
    {
        string host = new Uri(Server.Url!).Authority;
        DeploymentsClient client = CreateClient();
        Server.Stop();

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.StartsWith(
            $"Could not connect to {host}; POST /v1/apps/123/deployments was not sent. ", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("No complete response", exception.Message, StringComparison.Ordinal);
        AssertDelays(1, 1);
    }

    private static IResponseBuilder RateLimited() => WireResponse.Json("""{"error":"Rate limit exceeded"}""", status: 429);

    private static IResponseProvider RateLimited(string? retryAfter) =>
        AtStart(retryAfter is null ? RateLimited() : RateLimited().WithHeader("Retry-After", retryAfter));
}
