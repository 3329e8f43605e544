using System.Net.Http.Headers;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class RetryAfterTests
{
    [Fact]
    public async Task RateLimit_NoRetryAfter_SendsOnlyLimits()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RateLimit();

        ApiResponse response = await session.ListAsync();

        Assert.Null(response.Headers.RetryAfter);
        Assert.Equal(["1000", "0", "1791273660"], Limits(response.Headers), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(30, "30", "1791273630")]
    [InlineData(0, "0", "1791273600")]
    [InlineData(1.2, "2", "1791273602")]
    public async Task RateLimit_RetryAfter_SendsSeconds(double seconds, string retryAfter, string reset)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RateLimit(TimeSpan.FromSeconds(seconds));

        ApiResponse response = await session.ListAsync();

        Assert.Equal(retryAfter, response.Headers.GetValues("Retry-After").Single());
        Assert.Equal(["1000", "0", reset], Limits(response.Headers), StringComparer.Ordinal);
    }

    [Fact]
    public async Task RateLimit_RetryAfterTooLong_SendsMaxDate()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RateLimit(TimeSpan.MaxValue, asDate: true);

        ApiResponse response = await session.ListAsync();

        Assert.Equal(429, response.Status);
        Assert.Equal("Fri, 31 Dec 9999 23:59:59 GMT", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal(["1000", "0", "253402300800"], Limits(response.Headers), StringComparer.Ordinal);
    }

    [Fact]
    public async Task RateLimit_AsDate_SendsDateOfEmulatorClock()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Pass(15);
        session.Emulator.Faults.OnList().RateLimit(TimeSpan.FromSeconds(90), asDate: true);

        ApiResponse response = await session.ListAsync();

        Assert.Equal("Tue, 06 Oct 2026 08:01:45 GMT", response.Headers.GetValues("Retry-After").Single());
        Assert.Equal(["1000", "0", "1791273705"], Limits(response.Headers), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(7.5, "8")]
    public async Task Fail_RetryAfter_SendsSeconds(double? seconds, string? expected)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Fail(503, "Try later", retryAfter: seconds is { } given ? TimeSpan.FromSeconds(given) : null);

        ApiResponse response = await session.ListAsync();

        Assert.Equal(expected, response.Headers.RetryAfter?.ToString());
        Assert.False(response.Headers.Contains("X-RateLimit-Limit"));
    }

    private static IEnumerable<string> Limits(HttpResponseHeaders headers) =>
        ((string[])["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"]).Select(name => headers.GetValues(name).Single());
}
