using System.Globalization;

namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>Writes the measurements beside their limits. Times have none, because they depend on other load on the machine.</summary>
internal static class Report
{
    private const long MaxSize = 14 * MiB;
    private const long MaxPeakMemory = 40 * MiB;
    private const long MiB = 1024 * 1024;
    private const double MaxRatio = 0.25;

    /// <summary>Writes the report.</summary>
    /// <returns>Whether size and memory are within their limits.</returns>
    public static bool Write(Comparison comparison, long size)
    {
        long peak = comparison.Native.Max(run => run.PeakMemory);
        double[] native = SortedTimes(comparison.Native);
        double[] jit = SortedTimes(comparison.Jit);

        Write($"{comparison.Native[^1].Output}");
        Write($"The trimmed program and the program under the JIT passed the same checks.");
        Write($"Native program, size            {InMiB(size)}, limit {InMiB(MaxSize)}");
        Write($"Native program, peak memory     {InMiB(peak)}, limit {InMiB(MaxPeakMemory)} (under the JIT {InMiB(comparison.Jit.Max(run => run.PeakMemory))})");
        Write($"Start to first request, native  {Spread(native)}");
        Write($"Start to first request, JIT     {Spread(jit)}");
        Write($"Ratio of the medians            {Median(native) / Median(jit):0.00}, limit {MaxRatio:0.00}, not checked");
        return size <= MaxSize && peak <= MaxPeakMemory;
    }

    private static double[] SortedTimes(IEnumerable<SmokeRun> runs) => [.. runs.Select(run => run.ToFirstRequest.TotalMilliseconds).Order()];

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

    private static string Spread(double[] sorted) =>
        string.Create(CultureInfo.InvariantCulture, $"median {Median(sorted):0} ms, {sorted[0]:0} to {sorted[^1]:0} ms in {sorted.Length} runs");

    private static string InMiB(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / MiB:0.0} MiB");

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
