using System.Globalization;

namespace SpiceDeployments.Client.Waits;

/// <summary>The measurements as a Markdown table, with what one wait on each app would have sent beside them.</summary>
internal static class GrowthTable
{
    public static void PrintHead()
    {
        Console.WriteLine("| Waits | Apps | Requests | Apps × looks | Ratio | Bytes a wait | MiB in all | CPU, s |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
    }

    public static void Print(Measurement m, int looks) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {m.Waits:N0} | {m.Apps:N0} | {m.Requests:N0} | {m.Apps * looks:N0} | {m.RequestsPerApp / looks:0.000} | {m.BytesPerWait:N0} | {m.Bytes / 1048576.0:N1} | {m.Cpu.TotalSeconds:0.00} |"));
}
