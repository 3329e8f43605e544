using CsCheck;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Waiting;

public sealed class ExponentialScheduleTests
{
    private static readonly Gen<PollingOptions> AnyOptions =
        from initial in Gen.Long[1, TimeSpan.TicksPerDay]
        from max in Gen.Long[initial, TimeSpan.TicksPerDay]
        select new PollingOptions { InitialDelay = new TimeSpan(initial), MaxDelay = new TimeSpan(max) };

    [Fact]
    public void DelayAfter_Defaults_DoublesFrom5To30Seconds()
    {
        var options = new PollingOptions();

        double[] delays = [.. Enumerable.Range(0, 6).Select(look => ExponentialSchedule.DelayAfter(options, look, random: 0).TotalSeconds)];

        Assert.Equal([5, 10, 20, 30, 30, 30], delays);
    }

    [Fact]
    public void DelayAfter_AnyLook_IsFromTheInitialDelayToTheMaxDelayAndNeverShrinks() =>
        Gen.Select(AnyOptions, Gen.Int[0, int.MaxValue - 1]).Sample((options, look) =>
        {
            TimeSpan delay = ExponentialSchedule.DelayAfter(options, look, random: 0);
            TimeSpan next = ExponentialSchedule.DelayAfter(options, look + 1, random: 0);
            Assert.InRange(delay, options.InitialDelay, options.MaxDelay);
            Assert.True(next >= delay);
        });

    [Fact]
    public void DelayAfter_Jitter_IsFromHalfOfTheDelayToAllOfIt() =>
        Gen.Select(AnyOptions, Gen.Int[0, 1000], Gen.Double[0, 1]).Sample((options, look, random) =>
        {
            TimeSpan full = ExponentialSchedule.DelayAfter(options, look, random);
            options.UseJitter = true;
            TimeSpan jittered = ExponentialSchedule.DelayAfter(options, look, random);
            Assert.InRange(jittered, full / 2 - TimeSpan.FromTicks(1), full);
        });

    [Fact]
    public void DelayAfter_Jitter_ReachesBothEnds()
    {
        var options = new PollingOptions { UseJitter = true };

        Assert.Equal(TimeSpan.FromSeconds(2.5), ExponentialSchedule.DelayAfter(options, look: 0, random: 0));
        Assert.Equal(TimeSpan.FromSeconds(5), ExponentialSchedule.DelayAfter(options, look: 0, random: 1));
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
    public void LooksBy_Defaults_CountsTheLooksAt5And15And35And65AndSoOn(double seconds, double looks) =>
        Assert.Equal(looks, ExponentialSchedule.LooksBy(new PollingOptions(), seconds));

    [Theory]
    [InlineData(10, 10)]
    [InlineData(1, 8)]
    [InlineData(1, 9)]
    [InlineData(0.25, 3600)]
    public void LooksBy_AnyOptions_CountsWhatDelayAfterLeadsTo(double initialDelay, double maxDelay)
    {
        var options = new PollingOptions { InitialDelay = TimeSpan.FromSeconds(initialDelay), MaxDelay = TimeSpan.FromSeconds(maxDelay) };
        double time = 0;
        for (int look = 0; look < 40; look++)
        {
            Assert.Equal(look, ExponentialSchedule.LooksBy(options, time + 0.1));
            time += ExponentialSchedule.DelayAfter(options, look, random: 0).TotalSeconds;
            Assert.Equal(look + 1, ExponentialSchedule.LooksBy(options, time));
        }
    }
}
