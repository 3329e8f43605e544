using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Creating;

public sealed class SendTimeTests
{
    private static readonly DateTimeOffset ServerTime = new(2026, 11, 23, 8, 0, 30, TimeSpan.Zero);

    private readonly TestClock _clock = new();

    [Fact]
    public void Before_AnswerAfterSomeSeconds_CountsThemBackFromTheServersClockInWholeSeconds()
    {
        var sent = LocalTime.Now(_clock);
        _clock.Advance(TimeSpan.FromSeconds(9.5));

        Assert.Equal(new SendTime(ServerTime.AddSeconds(-10), IsReliable: true), Before(sent, ServerTime));
    }

    [Fact]
    public void Before_BodyOfTheAnswerCameLate_DoesNotCount()
    {
        var sent = LocalTime.Now(_clock);
        var answer = new ApiCall { ServerDate = ServerTime, AnsweredAt = sent };
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(ServerTime, SendTime.Before(answer, sent, _clock)?.NotBefore);
    }

    [Fact]
    public void Before_MachineSlept_CountsTheSleepAndIsNotReliable()
    {
        var sent = LocalTime.Now(_clock);
        _clock.Sleep(TimeSpan.FromMinutes(5));
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new SendTime(ServerTime.AddSeconds(-310), IsReliable: false), Before(sent, ServerTime));
    }

    [Fact]
    public void Before_ClockWasSetBack_CountsByTheOtherAndIsNotReliable()
    {
        LocalTime sent = LocalTime.Now(_clock) with { UtcTicks = _clock.GetUtcNow().AddHours(1).UtcTicks };
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new SendTime(ServerTime.AddSeconds(-10), IsReliable: false), Before(sent, ServerTime));
    }

    [Fact]
    public void Before_ServerDoesNotSayItsTime_IsNotKnown() => Assert.Null(Before(LocalTime.Now(_clock), serverDate: null));

    private SendTime? Before(LocalTime sent, DateTimeOffset? serverDate) =>
        SendTime.Before(new ApiCall { ServerDate = serverDate, AnsweredAt = LocalTime.Now(_clock) }, sent, _clock);
}
