namespace SpiceDeployments.Client.Testing.Startup;

/// <summary>The measurements of one process, in milliseconds.</summary>
/// <param name="First">The duration of the first start.</param>
/// <param name="ProcessorTime">The processor time of the first start, which other load on the machine hardly affects.</param>
/// <param name="FirstResponse">The time from the first start to the response to the first request.</param>
/// <param name="Later">The median duration of the later starts.</param>
internal sealed record StartupTimes(double First, double ProcessorTime, double FirstResponse, double Later)
{
    /// <summary>Computes the median of each time over all processes.</summary>
    public static StartupTimes GetMedians(IReadOnlyList<StartupTimes> all) =>
        new(
            Median(all.Select(times => times.First)),
            Median(all.Select(times => times.ProcessorTime)),
            Median(all.Select(times => times.FirstResponse)),
            Median(all.Select(times => times.Later)));

    /// <summary>Computes the middle value, or the mean of the two middle values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
