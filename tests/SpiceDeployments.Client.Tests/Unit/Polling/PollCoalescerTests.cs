using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Unit.Polling;

public sealed class PollCoalescerTests
{
    private const long AppId = 42;

    private readonly FakeTimeProvider _clock = new();
    private readonly PollCoalescer _polls;

    public PollCoalescerTests() => _polls = new PollCoalescer(_clock);

    [Fact]
    public void Schedule_NoOtherPoll_KeepsTheExactDelay()
    {
        var delay = TimeSpan.FromTicks(52_345_671);

        Assert.Equal(delay, _polls.Schedule(AppId, delay).Delay);
    }

    [Theory]
    [InlineData(9.999, 10)]
    [InlineData(10, 10)]
    [InlineData(10.001, 10)]
    [InlineData(11, 10)]
    [InlineData(11.001, 11.001)]
    [InlineData(12, 12)]
    public void Schedule_DueWithinASecondOfAnotherPoll_IsCoalesced(double due, double expected)
    {
        Schedule(10);

        Assert.Equal(Math.Min(due, expected), Schedule(due), 6);
    }

    [Fact]
    public void Schedule_SeveralPolls_JoinsTheLatest()
    {
        Schedule(9.6);
        Schedule(9.5);
        Schedule(9);

        Assert.Equal(9.6, Schedule(10), 6);
    }

    [Fact]
    public void Schedule_ShortDelay_IsShortenedByAtMostHalf()
    {
        Schedule(0.1);

        Assert.Equal(0.21, Schedule(0.21), 6);
        Assert.Equal(0.1, Schedule(0.2), 6);
        Assert.Equal(1, Schedule(1), 6);
    }

    [Fact]
    public void Schedule_Later_JoinsTheSamePoll()
    {
        Schedule(30);
        _clock.Advance(TimeSpan.FromSeconds(20.5));

        Assert.Equal(9.5, Schedule(10), 6);
    }

    [Fact]
    public void Schedule_PollOfAnotherApp_IsNotCoalesced()
    {
        _polls.Schedule(AppId + 1, TimeSpan.FromSeconds(9.5));

        Assert.Equal(10, Schedule(10), 6);
    }

    [Fact]
    public void Release_LastWaitOfASlot_RemovesTheSlot()
    {
        PollCoalescer.PollSlot slot = _polls.Schedule(AppId, TimeSpan.FromSeconds(9.5)).Slot;
        PollCoalescer.PollSlot same = _polls.Schedule(AppId, TimeSpan.FromSeconds(9.9)).Slot;

        _polls.Release(slot);
        Assert.Equal(9.5, _polls.Schedule(AppId, TimeSpan.FromSeconds(10)).Delay.TotalSeconds, 6);
        _polls.Release(same);
        _polls.Release(slot);

        Assert.Equal(10, Schedule(10), 6);
    }

    /// <summary>Schedules a poll, and returns the delay in seconds.</summary>
    private double Schedule(double due) => _polls.Schedule(AppId, TimeSpan.FromSeconds(due)).Delay.TotalSeconds;
}
