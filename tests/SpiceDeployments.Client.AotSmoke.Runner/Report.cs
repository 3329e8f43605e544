using System.Globalization;

namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>Writes what was measured beside the goals. Times are written only: they hang on what else the machine does.</summary>
internal static class Report
{
    private const long MaxSize = 12 * MiB;
    private const long MaxPeakMemory = 40 * MiB;
    private const long MiB = 1024 * 1024;
    private const double MaxRatio = 0.25;

    /// <summary>Returns whether size and memory meet their goals.</summary>
    public static bool Write(Comparison comparison, long size)
    {
        long peak = comparison.Native.Max(run => run.PeakMemory);
        double[] native = SortedTimes(comparison.Native);
        double[] jit = SortedTimes(comparison.Jit);

        Write($"{comparison.Native[^1].Output}");
        Write($"The trimmed program and the one under the JIT saw the same.");
        Write($"Native program, size            {InMiB(size)}, goal at most {InMiB(MaxSize)}");
        Write($"Native program, peak memory     {InMiB(peak)}, goal at most {InMiB(MaxPeakMemory)} (under the JIT {InMiB(comparison.Jit.Max(run => run.PeakMemory))})");
        Write($"Start to first request, native  {Spread(native)}");
        Write($"Start to first request, JIT     {Spread(jit)}");
        Write($"Ratio of the medians            {Median(native) / Median(jit):0.00}, goal at most {MaxRatio:0.00}, not asserted");
        return size <= MaxSize && peak <= MaxPeakMemory;
    }

    private static double[] SortedTimes(IEnumerable<SmokeRun> runs) => [.. runs.Select(run => run.ToFirstRequest.TotalMilliseconds).Order()];

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

    private static string Spread(double[] sorted) =>
        string.Create(CultureInfo.InvariantCulture, $"median {Median(sorted):0} ms, {sorted[0]:0} to {sorted[^1]:0} ms in {sorted.Length} runs");

    private static string InMiB(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / MiB:0.0} MiB");

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
