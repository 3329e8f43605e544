using CsCheck;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Unit.Polling;

public sealed class ExponentialDelayTests
{
    private static readonly Gen<PollingOptions> AnyOptions =
        from initial in Gen.Long[1, TimeSpan.TicksPerDay]
        from max in Gen.Long[initial, TimeSpan.TicksPerDay]
        select new PollingOptions { InitialDelay = new TimeSpan(initial), MaxDelay = new TimeSpan(max) };

    [Fact]
    public void GetDelay_Defaults_DoublesFrom5To30Seconds()
    {
        var options = new PollingOptions();

        double[] delays = [.. Enumerable.Range(0, 6).Select(poll => ExponentialDelay.GetDelay(options, poll).TotalSeconds)];

        Assert.Equal([5, 10, 20, 30, 30, 30], delays);
    }

    [Fact]
    public void GetDelay_AnyPoll_GrowsFromInitialDelayToMaxDelay() =>
        Gen.Select(AnyOptions, Gen.Int[0, int.MaxValue - 1]).Sample((options, poll) =>
        {
            TimeSpan delay = ExponentialDelay.GetDelay(options, poll);
            TimeSpan next = ExponentialDelay.GetDelay(options, poll + 1);
            Assert.InRange(delay, options.InitialDelay, options.MaxDelay);
            Assert.True(next >= delay);
        });

    [Fact]
    public void GetNextDelay_Jitter_IsFromHalfToAllOfTheDelay() =>
        Gen.Select(AnyOptions, Gen.Int[0, 1000]).Sample((options, seed) =>
        {
            TimeSpan jittered = new ExponentialDelay(options, useJitter: true, new Random(seed)).GetNextDelay();
            Assert.InRange(jittered, options.InitialDelay / 2 - TimeSpan.FromTicks(1), options.InitialDelay);
        });

    [Fact]
    public void GetNextDelay_SeveralPolls_FollowTheSchedule()
    {
        var delays = new ExponentialDelay(new PollingOptions(), useJitter: false, Random.Shared);

        Assert.Equal([5, 10, 20, 30, 30], Enumerable.Range(0, 5).Select(_ => delays.GetNextDelay().TotalSeconds));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4.9, 0)]
    [InlineData(5, 1)]
    [InlineData(14.9, 1)]
    [InlineData(15, 2)]
    [InlineData(35, 3)]
    [InlineData(64.9, 3)]
    [InlineData(65, 4)]
    [InlineData(95, 5)]
    [InlineData(3635, 123)]
    public void GetPollCountAt_Defaults_CountsPollsAt5And15And35And65(double seconds, double polls) =>
        Assert.Equal(polls, ExponentialDelay.GetPollCountAt(new PollingOptions(), seconds));

    [Theory]
    [InlineData(10, 10)]
    [InlineData(1, 8)]
    [InlineData(1, 9)]
    [InlineData(0.25, 3600)]
    public void GetPollCountAt_AnyOptions_AgreesWithGetDelay(double initialDelay, double maxDelay)
    {
        var options = new PollingOptions { InitialDelay = TimeSpan.FromSeconds(initialDelay), MaxDelay = TimeSpan.FromSeconds(maxDelay) };
        double time = 0;
        for (int poll = 0; poll < 40; poll++)
        {
            Assert.Equal(poll, ExponentialDelay.GetPollCountAt(options, time + 0.1));
            time += ExponentialDelay.GetDelay(options, poll).TotalSeconds;
            Assert.Equal(poll + 1, ExponentialDelay.GetPollCountAt(options, time));
        }
    }
}
