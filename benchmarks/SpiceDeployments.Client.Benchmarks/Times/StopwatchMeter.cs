using System.Diagnostics;
using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Times;

/// <summary>Measures the times of two ways to do the same.</summary>
internal static class StopwatchMeter
{
    private const int Rounds = 300;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RoundDuration = TimeSpan.FromMilliseconds(20);

    /// <summary>Measures both ways in each round, in alternating order.</summary>
    /// <returns>The time of each way in each round, in microseconds.</returns>
    public static (double First, double Second)[] MeasureRounds(Func<Task> first, Func<Task> second)
    {
        // The background compiler replaces hot code during the warm-up.
        int count = Math.Max(CountDuring(WarmUp, first), CountDuring(WarmUp, second));
        count = Math.Max(1, (int)(count * (RoundDuration / WarmUp)));
        var rounds = new (double First, double Second)[Rounds];
        for (int round = 0; round < Rounds; round += 2)
        {
            rounds[round].First = Measure(first, count);
            rounds[round].Second = Measure(second, count);
            rounds[round + 1].Second = Measure(second, count);
            rounds[round + 1].First = Measure(first, count);
        }

        return rounds;
    }

    private static int CountDuring(TimeSpan duration, Func<Task> operation)
    {
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            Operation.RunSynchronously(operation);
            count++;
        }

        return count;
    }

    private static double Measure(Func<Task> operation, int count)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            Operation.RunSynchronously(operation);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
    }
}
