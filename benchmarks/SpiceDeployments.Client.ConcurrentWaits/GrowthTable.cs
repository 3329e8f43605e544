using System.Globalization;

namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>Prints the measurements as a Markdown table, beside the requests that a single wait per app would send.</summary>
internal static class GrowthTable
{
    public static void PrintHeader()
    {
        Console.WriteLine("| Waits | Apps | Requests | Apps × polls | Ratio | Bytes per wait | MiB in total | CPU, s |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
    }

    public static void Print(Measurement measurement, int polls) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {measurement.Waits:N0} | {measurement.Apps:N0} | {measurement.Requests:N0} | {measurement.Apps * polls:N0} | {measurement.RequestsPerApp / polls:0.000} | {measurement.BytesPerWait:N0} | {measurement.Bytes / 1048576.0:N1} | {measurement.Cpu.TotalSeconds:0.00} |"));
}
