using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Waiting;

public sealed class LookTimesTests
{
    private const long AppId = 42;

    private readonly FakeTimeProvider _clock = new();
    private readonly LookTimes _looks;

    public LookTimesTests() => _looks = new LookTimes(_clock);

    [Fact]
    public void Add_NoOtherLook_KeepsTheDelayToTheTick()
    {
        var delay = TimeSpan.FromTicks(52_345_671);

        Assert.Equal(delay, _looks.Add(AppId, delay).Delay);
    }

    [Theory]
    [InlineData(9.999, 10)]
    [InlineData(10, 10)]
    [InlineData(10.001, 10)]
    [InlineData(11, 10)]
    [InlineData(11.001, 11.001)]
    [InlineData(12, 12)]
    public void Add_AnotherLookIsPlanned_IsMadeWithItWhenDueWithinASecondAfterIt(double due, double expected)
    {
        Plan(10);

        Assert.Equal(Math.Min(due, expected), Plan(due), 6);
    }

    [Fact]
    public void Add_SeveralLooksArePlanned_IsMadeWithTheLastOne()
    {
        Plan(9.6);
        Plan(9.5);
        Plan(9);

        Assert.Equal(9.6, Plan(10), 6);
    }

    [Fact]
    public void Add_DelayIsShort_IsShortenedByHalfAtMost()
    {
        Plan(0.1);

        Assert.Equal(0.21, Plan(0.21), 6);
        Assert.Equal(0.1, Plan(0.2), 6);
        Assert.Equal(1, Plan(1), 6);
    }

    [Fact]
    public void Add_LaterOn_MeetsTheSameMoment()
    {
        Plan(30);
        _clock.Advance(TimeSpan.FromSeconds(20.5));

        Assert.Equal(9.5, Plan(10), 6);
    }

    [Fact]
    public void Add_LookOfAnotherApp_IsNotMadeWithIt()
    {
        _looks.Add(AppId + 1, TimeSpan.FromSeconds(9.5));

        Assert.Equal(10, Plan(10), 6);
    }

    [Fact]
    public void Remove_LastWaitOfALook_NobodyIsShiftedToIt()
    {
        LookTime look = _looks.Add(AppId, TimeSpan.FromSeconds(9.5)).Look;
        LookTime same = _looks.Add(AppId, TimeSpan.FromSeconds(9.9)).Look;

        _looks.Remove(look);
        Assert.Equal(9.5, _looks.Add(AppId, TimeSpan.FromSeconds(10)).Delay.TotalSeconds, 6);
        _looks.Remove(same);
        _looks.Remove(look);

        Assert.Equal(10, Plan(10), 6);
    }

    /// <summary>The time until the look, in seconds.</summary>
    private double Plan(double due) => _looks.Add(AppId, TimeSpan.FromSeconds(due)).Delay.TotalSeconds;
}
