using CsCheck;
using SpiceDeployments.Client.Waiting;

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
}
