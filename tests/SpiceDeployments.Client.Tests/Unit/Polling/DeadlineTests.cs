using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Unit.Polling;

public sealed class DeadlineTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(10, null, 10)]
    [InlineData(10, 4, 10)]
    [InlineData(10, 45, 45)]
    [InlineData(70, null, 60)]
    [InlineData(10, 3600, 60)]
    public void Clamp_DelayAndRetryAfter_ReturnsTheLongerWithinTheDeadline(int delay, int? retryAfter, int expected)
    {
        var deadline = new Deadline(_clock, TimeSpan.FromSeconds(100));
        _clock.Advance(TimeSpan.FromSeconds(40));

        TimeSpan cut = deadline.Clamp(TimeSpan.FromSeconds(delay), retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        Assert.Equal(TimeSpan.FromSeconds(expected), cut);
    }

    [Fact]
    public void Clamp_FractionOfAMillisecondRemains_RoundsUp()
    {
        var deadline = new Deadline(_clock, TimeSpan.FromMilliseconds(10.25));

        TimeSpan cut = deadline.Clamp(TimeSpan.FromSeconds(1), retryAfter: null);
        _clock.Advance(cut);

        Assert.Equal(TimeSpan.FromMilliseconds(11), cut);
        Assert.True(deadline.HasPassed);
    }

    [Fact]
    public void HasPassed_AtTheDeadline_IsTrue()
    {
        var deadline = new Deadline(_clock, TimeSpan.FromSeconds(2));

        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.False(deadline.HasPassed);

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(deadline.HasPassed);
    }
}
