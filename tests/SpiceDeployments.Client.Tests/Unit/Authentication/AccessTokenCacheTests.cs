using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Authentication;

public sealed class AccessTokenCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private int _requests;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3600.0, 3540.0)]
    [InlineData(600.0, 540.0)]
    [InlineData(100.0, 90.0)]
    [InlineData(1.0, 0.9)]
    public async Task GetTokenAsync_TokenExpires_RefreshesAMinuteOrATenthOfTheLifetimeBefore(double lifetime, double freshFor)
    {
        AccessTokenCache cache = CreateCache(() => _clock.GetUtcNow().AddSeconds(lifetime));
        await cache.GetTokenAsync(rejectedToken: null, CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(freshFor - 0.01));
        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));

        _clock.Advance(TimeSpan.FromSeconds(0.02));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-5.0)]
    public async Task GetTokenAsync_TokenIsExpired_RequestsOneEachTime(double lifetime)
    {
        AccessTokenCache cache = CreateCache(() => _clock.GetUtcNow().AddSeconds(lifetime));

        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
    }

    [Fact]
    public async Task GetTokenAsync_NoExpiry_CachesUntilRejected()
    {
        AccessTokenCache cache = CreateCache(() => null);
        await cache.GetTokenAsync(rejectedToken: null, CancellationToken);

        _clock.Advance(TimeSpan.FromDays(1000));

        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: "token-1", CancellationToken));
        Assert.Equal("token-2", await cache.GetTokenAsync(rejectedToken: "token-1", CancellationToken));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public async Task GetTokenAsync_MinOrMaxExpiry_DoesNotThrow(string expiresAt)
    {
        AccessTokenCache cache = CreateCache(() => DateTimeOffset.Parse(expiresAt, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal("token-1", await cache.GetTokenAsync(rejectedToken: null, CancellationToken));
    }

    [Fact]
    public void Dispose_ProviderOfTheProgram_DoesNotDisposeIt()
    {
        var provider = new ScriptedTokenProvider("token");

        new AccessTokenCache(provider, Timeout.InfiniteTimeSpan, _clock).Dispose();

        Assert.False(provider.IsDisposed);
    }

    private AccessTokenCache CreateCache(Func<DateTimeOffset?> expiresAt) =>
        new(new StubTokenProvider(_ => Task.FromResult($"token-{++_requests}")) { ExpiresAt = expiresAt }, Timeout.InfiniteTimeSpan, _clock);
}
