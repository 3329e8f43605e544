using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Authentication;

namespace SpiceDeployments.Client.Tests.Authentication;

public sealed class CachedTokenTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(3600.0, 3540.0)]
    [InlineData(600.0, 540.0)]
    [InlineData(100.0, 90.0)]
    [InlineData(1.0, 0.9)]
    [InlineData(null, 3540.0)]
    public void IsFresh_Lifetime_EndsAMinuteOrATenthBeforeIt(double? expiresIn, double freshFor)
    {
        var token = new CachedToken("token", _clock.GetUtcNow(), expiresIn);

        _clock.Advance(TimeSpan.FromSeconds(freshFor - 0.01));
        Assert.True(token.IsFresh(_clock));

        _clock.Advance(TimeSpan.FromSeconds(0.02));
        Assert.False(token.IsFresh(_clock));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-5.0)]
    [InlineData(double.NaN)]
    public void IsFresh_NoLifetime_IsNever(double expiresIn) =>
        Assert.False(new CachedToken("token", _clock.GetUtcNow(), expiresIn).IsFresh(_clock));

    [Theory]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void IsFresh_AbsurdLifetime_IsAYear(double expiresIn)
    {
        var token = new CachedToken("token", _clock.GetUtcNow(), expiresIn);

        _clock.Advance(TimeSpan.FromDays(364));
        Assert.True(token.IsFresh(_clock));

        _clock.Advance(TimeSpan.FromDays(2));
        Assert.False(token.IsFresh(_clock));
    }
}
