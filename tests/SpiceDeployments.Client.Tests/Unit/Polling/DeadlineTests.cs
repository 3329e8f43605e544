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

        TimeSpan cut = deadline.Clamp(TimeSpan.FromSeconds(delay), ToSeconds(retryAfter));

        Assert.Equal(TimeSpan.FromSeconds(expected), cut);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(3, null, 3)]
    [InlineData(null, 3, 3)]
    [InlineData(3, 4, 4)]
    [InlineData(4, 3, 4)]
    [InlineData(0, null, 0)]
    public void Longer_TwoDelays_ReturnsTheLongerOrNull(int? first, int? second, int? expected) =>
        Assert.Equal(ToSeconds(expected), Deadline.Longer(ToSeconds(first), ToSeconds(second)));

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

    private static TimeSpan? ToSeconds(int? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
