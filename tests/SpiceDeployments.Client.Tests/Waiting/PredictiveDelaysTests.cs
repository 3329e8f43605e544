using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Tests.Waiting;

public sealed class PredictiveDelaysTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly PollingOptions Polling = new() { Schedule = PollingSchedule.Predictive };
    private static readonly Deployment Waited = new() { Id = 100, CreatedAt = Now.AddSeconds(-120), RawStatus = "in_progress" };

    private static readonly Deployment[] List =
    [
        Waited,
        .. Enumerable.Range(1, 19).Select(number => new Deployment
        {
            Id = number,
            CreatedAt = Now.AddDays(-number),
            FinishedAt = Now.AddDays(-number).AddSeconds(170 + number),
            RawStatus = "succeeded",
            Status = DeploymentStatus.Succeeded,
        }),
    ];

    private readonly FakeTimeProvider _clock = new(Now);

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(50)]
    public void DelayAfter_ServersClock_TellsTheAge(int clientIsAheadBy)
    {
        _clock.AdjustTime(Now.AddSeconds(clientIsAheadBy));
        var delays = new PredictiveDelays(Polling, _clock);

        delays.Learn(new DeploymentLook(Waited, List, Now));

        Assert.Equal(DelayAtAge(120), delays.DelayAfter(look: 5, random: 0));
    }

    [Fact]
    public void DelayAfter_ServerDidNotSayItsTime_TakesTheClientsClock()
    {
        var delays = new PredictiveDelays(Polling, _clock);

        delays.Learn(new DeploymentLook(Waited, List, ServerDate: null));

        Assert.Equal(DelayAtAge(120), delays.DelayAfter(look: 5, random: 0));
    }

    [Fact]
    public void DelayAfter_TimeHasPassedSinceTheLook_CountsTowardsTheAge()
    {
        var delays = new PredictiveDelays(Polling, _clock);
        delays.Learn(new DeploymentLook(Waited, List, Now));

        _clock.Advance(TimeSpan.FromSeconds(40));

        Assert.NotEqual(DelayAtAge(120), DelayAtAge(160));
        Assert.Equal(DelayAtAge(160), delays.DelayAfter(look: 5, random: 0));
    }

    private static TimeSpan DelayAtAge(double seconds) =>
        PredictiveSchedule.DelayAfter(Polling, DeploymentHistory.DurationsIn(List, Waited.Id), TimeSpan.FromSeconds(seconds), look: 5, random: 0);
}
