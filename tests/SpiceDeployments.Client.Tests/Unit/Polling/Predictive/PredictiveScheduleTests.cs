using CsCheck;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Tests.Unit.Polling.Predictive;

public sealed class PredictiveScheduleTests
{
    private static readonly PollingOptions Defaults = new();

    /// <summary>From 2:26 to 3:50, with a median of 3 minutes.</summary>
    private static readonly TimeSpan[] AroundThreeMinutes =
    [
        .. ((int[])[180, 171, 192, 165, 205, 158, 214, 183, 176, 146, 230, 187, 169, 198, 174, 161, 190, 221, 178]).Select(Seconds),
    ];

    private static readonly Gen<PollingOptions> AnyOptions =
        from initial in Gen.Long[1, TimeSpan.TicksPerDay]
        from max in Gen.Long[initial, TimeSpan.TicksPerDay]
        select new PollingOptions { InitialDelay = new TimeSpan(initial), MaxDelay = new TimeSpan(max) };

    private static readonly Gen<TimeSpan> AnyDuration = Gen.OneOf(
        Gen.Const(TimeSpan.Zero),
        Gen.Const(Seconds(180)),
        Gen.Double[1, 1000].Select(TimeSpan.FromSeconds),
        Gen.Long[0, 100 * TimeSpan.TicksPerDay].Select(TimeSpan.FromTicks),
        Gen.Const(TimeSpan.MaxValue));

    private static readonly Gen<TimeSpan> AnyElapsed = Gen.OneOf(Gen.Double[-10, 1000].Select(TimeSpan.FromSeconds), AnyDuration);

    public static TheoryData<int> AnyPoll => [0, 1, 2, 3, 4, 20, 1000];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    public void GetDelay_FewerThanFiveDurations_IsTheExponentialSchedule(int count)
    {
        for (int poll = 0; poll < 10; poll++)
        {
            Assert.Equal(Exponential(poll), Predictive(AroundThreeMinutes[..count], elapsed: poll * 20, poll));
        }
    }

    [Theory]
    [MemberData(nameof(AnyPoll))]
    public void GetDelay_LongerThanAllOfHistory_IsTheExponentialSchedule(int poll)
    {
        Assert.NotEqual(Exponential(poll), Predictive(AroundThreeMinutes, elapsed: 165, poll));
        for (double elapsed = 260; elapsed < 1_000_000; elapsed *= 1.01)
        {
            Assert.Equal(Exponential(poll), Predictive(AroundThreeMinutes, elapsed, poll));
        }
    }

    [Fact]
    public void GetDelay_AllOfHistoryWithinTheInitialDelay_IsTheExponentialSchedule()
    {
        TimeSpan[] history = [.. Enumerable.Repeat(Seconds(2), 19)];

        Assert.Equal(Exponential(0), Predictive(history, elapsed: 0, poll: 0));
    }

    [Fact]
    public void GetDelay_HistoryAroundThreeMinutes_PollsMostAroundThreeMinutes()
    {
        string polls = string.Join(' ', GetPollsUntil(300, AroundThreeMinutes).Select(time => (int)Math.Round(time)));

        Assert.Equal("5 122 148 159 167 174 180 186 192 197 202 207 212 217 222 227 232 237 242 247 276 306", polls);
    }

    [Fact]
    public void GetDelay_BimodalHistory_PollsMostAroundBothModes()
    {
        TimeSpan[] history = [.. ((int[])[20, 305, 22, 298, 18, 320, 310, 19, 290, 302, 21, 315, 295, 300, 17, 308, 285, 299, 325]).Select(Seconds)];

        double[] polls = [.. GetPollsUntil(330, history)];

        Assert.Single(polls, poll => poll is > 15 and < 25);
        Assert.InRange(polls.Count(poll => poll is >= 25 and < 280), 1, 7);
        Assert.InRange(polls.Count(poll => poll is >= 280 and < 330), 8, 10);
    }

    [Fact]
    public void GetDelay_OneOutlierOfTwoDays_DoesNotChangeTheDelays()
    {
        TimeSpan[] withIt = [TimeSpan.FromDays(2), .. AroundThreeMinutes];

        Assert.Equal(GetPollsUntil(600, AroundThreeMinutes), GetPollsUntil(600, withIt));
    }

    [Fact]
    public void GetDelay_MoreThanTwentyDurations_UsesTheNewest()
    {
        TimeSpan[] newest = [.. AroundThreeMinutes, Seconds(180)];

        Assert.Equal(GetPollsUntil(600, newest), GetPollsUntil(600, [.. newest, .. Enumerable.Repeat(Seconds(40), 79)]));
        Assert.NotEqual(GetPollsUntil(600, newest), GetPollsUntil(600, [Seconds(40), .. newest]));
    }

    [Fact]
    public void GetDelay_OrderOfHistory_DoesNotMatter() =>
        Assert.Equal(GetPollsUntil(600, AroundThreeMinutes), GetPollsUntil(600, [.. AroundThreeMinutes.Reverse()]));

    [Fact]
    public void GetDelay_AllTimesDoubled_Doubles()
    {
        var doubled = new PollingOptions { InitialDelay = 2 * Defaults.InitialDelay, MaxDelay = 2 * Defaults.MaxDelay };
        TimeSpan[] history = [.. AroundThreeMinutes.Select(duration => 2 * duration)];

        for (int elapsed = 5; elapsed < 300; elapsed += 5)
        {
            double once = Predictive(AroundThreeMinutes, elapsed, poll: 5).TotalSeconds;
            double twice = PredictiveSchedule.GetDelay(doubled, history, Seconds(2 * elapsed), pollNumber: 5).TotalSeconds;
            Assert.Equal(2 * once, twice, tolerance: 0.01);
        }
    }

    [Fact]
    public void GetDelay_LaterPoll_NextPollIsLater()
    {
        double before = 0;
        for (int elapsed = 0; elapsed < 300; elapsed++)
        {
            double next = elapsed + Predictive(AroundThreeMinutes, elapsed, poll: 5).TotalSeconds;
            Assert.True(next > before - 1e-6, $"The poll after {elapsed} s is at {next}, but an earlier one led to {before}.");
            before = next;
        }
    }

    [Fact]
    public void GetDelay_AnyHistory_IsWithinBounds() =>
        Gen.Select(AnyOptions, AnyDuration.Array[0, 99], AnyElapsed, Gen.Int[0, 1000]).Sample((options, history, elapsed, poll) =>
        {
            TimeSpan delay = PredictiveSchedule.GetDelay(options, history, elapsed, poll);

            Assert.InRange(delay, options.InitialDelay, options.EffectivePredictiveMaxDelay);
        });

    [Fact]
    public void GetDelay_PastTheMedian_IsAtMostMaxDelay() =>
        Gen.Select(AnyOptions, AnyDuration.Array[5, 20], AnyElapsed).Sample((options, history, longer) =>
        {
            Array.Sort(history);
            TimeSpan median = history[history.Length / 2];
            TimeSpan elapsed = longer > median ? longer : median;

            TimeSpan delay = PredictiveSchedule.GetDelay(options, history, elapsed, pollNumber: 5);

            Assert.InRange(delay, options.InitialDelay, options.MaxDelay);
        });

    [Theory]
    [InlineData(null, 117)]
    [InlineData(60, 60)]
    [InlineData(90, 90)]
    [InlineData(1800, 137)]
    public void GetDelay_PredictiveMaxDelay_LimitsTheDelayBeforeTheMedian(int? seconds, int expected)
    {
        PollingOptions options = Defaults with { PredictiveMaxDelay = seconds is { } limit ? Seconds(limit) : null };

        TimeSpan delay = PredictiveSchedule.GetDelay(options, AroundThreeMinutes, Seconds(5), pollNumber: 1);

        Assert.Equal(expected, delay.TotalSeconds, tolerance: 0.5);
    }

    [Fact]
    public void GetDelay_NoPredictiveMaxDelay_IsLimitedToFourTimesMaxDelay()
    {
        TimeSpan[] history = [.. AroundThreeMinutes.Select(duration => 10 * duration)];

        Assert.Equal(120, PredictiveSchedule.GetDelay(Defaults, history, Seconds(5), pollNumber: 1).TotalSeconds, tolerance: 0.001);
    }

    [Fact]
    public void GetDelay_AnyCall_AllocatesNothing()
    {
        Predictive(AroundThreeMinutes, elapsed: 5, poll: 1);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int elapsed = 0; elapsed < 300; elapsed++)
        {
            Predictive(AroundThreeMinutes, elapsed, poll: 1);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<double> GetPollsUntil(double end, TimeSpan[] history)
    {
        double time = 0;
        for (int poll = 0; time < end; poll++)
        {
            time += Predictive(poll is 0 ? [] : history, time, poll).TotalSeconds;
            yield return time;
        }
    }

    private static TimeSpan Predictive(TimeSpan[] history, double elapsed, int poll) =>
        PredictiveSchedule.GetDelay(Defaults, history, TimeSpan.FromSeconds(elapsed), poll);

    private static TimeSpan Exponential(int poll) => ExponentialDelay.GetDelay(Defaults, poll);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
