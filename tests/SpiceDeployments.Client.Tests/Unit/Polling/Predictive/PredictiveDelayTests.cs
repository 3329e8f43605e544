using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Tests.Unit.Polling.Predictive;

public sealed class PredictiveDelayTests
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
        }),
    ];

    private readonly FakeTimeProvider _clock = new(Now);

    [Theory]
    [InlineData(0)]
    [InlineData(-3600)]
    [InlineData(50)]
    public void GetNextDelay_ServerDate_DeterminesTheAge(int clientIsAheadBy)
    {
        _clock.AdjustTime(Now.AddSeconds(clientIsAheadBy));
        var delays = new PredictiveDelay(Polling, _clock, Random.Shared);

        delays.Observe(new PollResult(Waited, List, Now, RetryAfter: null));

        Assert.Equal(DelayAtAge(120), delays.GetNextDelay());
    }

    [Fact]
    public void GetNextDelay_NoServerDate_UsesTheClientsClock()
    {
        var delays = new PredictiveDelay(Polling, _clock, Random.Shared);

        delays.Observe(new PollResult(Waited, List, ServerDate: null, RetryAfter: null));

        Assert.Equal(DelayAtAge(120), delays.GetNextDelay());
    }

    [Fact]
    public void GetNextDelay_TimeSincePoll_AddsToTheAge()
    {
        var delays = new PredictiveDelay(Polling, _clock, Random.Shared);
        delays.Observe(new PollResult(Waited, List, Now, RetryAfter: null));

        _clock.Advance(TimeSpan.FromSeconds(40));

        Assert.NotEqual(DelayAtAge(120), DelayAtAge(160));
        Assert.Equal(DelayAtAge(160), delays.GetNextDelay());
    }

    [Fact]
    public void GetNextDelay_Jitter_IsFromHalfToAllOfTheDelay()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var delays = new PredictiveDelay(Polling with { UseJitter = true }, _clock, new Random(seed));
            delays.Observe(new PollResult(Waited, List, Now, RetryAfter: null));

            Assert.Equal(DelayAtAge(120) * (0.5 + (new Random(seed).NextDouble() / 2)), delays.GetNextDelay());
        }
    }

    private static TimeSpan DelayAtAge(double seconds) =>
        PredictiveSchedule.GetDelay(Polling, EarlierDurations.Get(List, Waited.Id), TimeSpan.FromSeconds(seconds), pollNumber: 0);
}
