namespace SpiceDeployments.Client.Testing.Start;

/// <summary>What one process measured, in milliseconds.</summary>
/// <param name="First">The first start of the process.</param>
/// <param name="ProcessorTime">The processor time of the first start, which other work on the machine hardly lengthens.</param>
/// <param name="FirstAnswer">From the beginning of the first start to the answer to its first request.</param>
/// <param name="Later">The median of the later starts.</param>
internal sealed record StartTimes(double First, double ProcessorTime, double FirstAnswer, double Later)
{
    /// <summary>Of each time the median of all processes.</summary>
    public static StartTimes MedianOf(IReadOnlyList<StartTimes> all) =>
        new(
            Median(all.Select(times => times.First)),
            Median(all.Select(times => times.ProcessorTime)),
            Median(all.Select(times => times.FirstAnswer)),
            Median(all.Select(times => times.Later)));

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
