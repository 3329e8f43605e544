using System.Net.Http.Headers;

namespace SpiceDeployments.Client.Testing.Tests.RateLimits;

public sealed class RateLimitMiddlewareTests
{
    [Fact]
    public async Task RateLimit_NotSet_SendsNoHeaders()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.False((await session.ListAsync()).Headers.Contains("X-RateLimit-Limit"));
    }

    [Fact]
    public async Task RateLimit_WithinLimit_CountsDown()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.RateLimit = 3);

        ApiResponse list = await session.ListAsync();
        session.Pass(20);
        ApiResponse error = await session.GetAsync("/nowhere");
        ApiResponse health = await session.GetAsync("/v1/health");

        Assert.Equal(["3", "2", "1791273660"], Limits(list.Headers), StringComparer.Ordinal);
        Assert.Equal(["3", "1", "1791273660"], Limits(error.Headers), StringComparer.Ordinal);
        Assert.Equal(["3", "0", "1791273660"], Limits(health.Headers), StringComparer.Ordinal);
        Assert.Null(health.Headers.RetryAfter);
    }

    [Fact]
    public async Task RateLimit_AboveLimit_Returns429UntilReset()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.RateLimit = 1);
        await session.ListAsync();
        session.Pass(19.5);

        ApiResponse rejected = await session.CreateAsync("{}");

        Assert.Equal(429, rejected.Status);
        Assert.Equal("""{"error":"Rate limit exceeded"}""", rejected.Text);
        Assert.Equal("41", rejected.Headers.GetValues("Retry-After").Single());
        Assert.Equal(["1", "0", "1791273660"], Limits(rejected.Headers), StringComparer.Ordinal);
        Assert.Empty(session.App.Deployments);
        session.Pass(40.499);
        Assert.Equal(429, (await session.ListAsync()).Status);
        session.Pass(0.001);
        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    [Fact]
    public async Task RateLimit_RequestWithFault_KeepsRule()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.RateLimit = 1);
        await session.ListAsync();
        session.Emulator.Faults.OnList().RespondWithHtml();

        Assert.Equal(429, (await session.ListAsync()).Status);
        session.Pass(60);
        ApiResponse html = await session.ListAsync();

        Assert.Equal(502, html.Status);
        Assert.Equal(["1", "0", "1791273720"], Limits(html.Headers), StringComparer.Ordinal);
        Assert.Equal([null, null, FaultKind.RespondWithHtml], session.Emulator.Requests.Select(request => request.Fault));
    }

    private static IEnumerable<string> Limits(HttpResponseHeaders headers) =>
        ((string[])["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"]).Select(name => headers.GetValues(name).Single());
}
