using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Tests.Unit.Polling.Predictive;

/// <summary>
/// The predictive schedule detects the completion of a deployment sooner than the exponential one, with no more polls.
/// The seed is fixed; a benchmark simulates many more histories.
/// </summary>
public sealed class PredictiveScheduleSimulationTests
{
    private const int Histories = 60;
    private const int DurationsPerHistory = 100;

    /// <summary>Allows for the few histories.</summary>
    private const double Tolerance = 0.01;

    private static readonly PollingOptions Options = new();

    [Theory]
    [InlineData(40, 0.15, 0.33)]
    [InlineData(40, 0.3, 0.55)]
    [InlineData(40, 0.5, 0.75)]
    [InlineData(180, 0.15, 0.33)]
    [InlineData(180, 0.3, 0.55)]
    [InlineData(180, 0.5, 0.75)]
    [InlineData(480, 0.15, 0.33)]
    [InlineData(480, 0.3, 0.55)]
    [InlineData(480, 0.5, 0.75)]
    public void GetDelay_DurationsAsBefore_DetectsCompletionSoonerWithNoMorePolls(double median, double sigma, double goal)
    {
        (double lag, double polls) = Ratios(earlier: random => LogNormal(random, median, sigma), next: random => LogNormal(random, median, sigma));

        Assert.True(lag <= goal + Tolerance && polls <= 1, $"Lag: {lag:0.000} of the exponential schedule's; polls: {polls:0.000}.");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(180)]
    [InlineData(480)]
    public void GetDelay_SomeFailFast_IsNotMuchLaterThanExponential(double median)
    {
        (double lag, double polls) = Ratios(Draw, Draw);

        Assert.True(lag <= 1.1 && polls <= 1.05, $"Lag: {lag:0.000} of the exponential schedule's; polls: {polls:0.000}.");

        double Draw(Random random) => random.NextDouble() < 0.3 ? LogNormal(random, 20, 0.3) : LogNormal(random, median, 0.3);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(180)]
    [InlineData(480)]
    public void GetDelay_FiveTimesAsLongAsBefore_IsNotMuchLaterThanExponential(double median)
    {
        (double lag, double polls) = Ratios(earlier: random => LogNormal(random, median, 0.3), next: random => LogNormal(random, 5 * median, 0.3));

        Assert.True(lag <= 1.1 && polls <= 1.5, $"Lag: {lag:0.000} of the exponential schedule's; polls: {polls:0.000}.");
    }

    private static (double Lag, double Polls) Ratios(Func<Random, double> earlier, Func<Random, double> next)
    {
        var random = new Random(1);
        (double predictiveLag, double predictivePolls, double exponentialLag, double exponentialPolls) = (0, 0, 0, 0);
        for (int i = 0; i < Histories; i++)
        {
            TimeSpan[] history = [.. Enumerable.Range(0, 19).Select(_ => TimeSpan.FromSeconds(earlier(random)))];
            double[] durations = [.. Enumerable.Range(0, DurationsPerHistory).Select(_ => next(random))];
            Wait(durations, poll => ExponentialDelay.GetDelay(Options, poll.Number), ref exponentialLag, ref exponentialPolls);
            Wait(
                durations,
                poll => PredictiveSchedule.GetDelay(Options, poll.Number is 0 ? [] : history, TimeSpan.FromSeconds(poll.Time), poll.Number),
                ref predictiveLag,
                ref predictivePolls);
        }

        return (predictiveLag / exponentialLag, predictivePolls / exponentialPolls);
    }

    /// <summary>The polls do not depend on the completion, so that one pass serves all durations.</summary>
    private static void Wait(double[] durations, Func<(int Number, double Time), TimeSpan> delayAfter, ref double lag, ref double polls)
    {
        double time = 0;
        int number = 0;
        foreach (double duration in durations.Order())
        {
            while (time < duration)
            {
                time += delayAfter((number, time)).TotalSeconds;
                number++;
            }

            lag += time - duration;
            polls += number;
        }
    }

    private static double LogNormal(Random random, double median, double sigma) =>
        median * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
