using System.Globalization;
using BenchmarkDotNet.Reports;
using SpiceDeployments.Client.Benchmarks.Gates;
using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Times;

/// <summary>Compares the times of each operation with the hand-written client, and checks the gates.</summary>
internal static class TimeCheck
{
    /// <summary>Measures with a stopwatch, in about a minute.</summary>
    /// <param name="names">The operations to measure. If empty, all are measured.</param>
    /// <returns>The exit code: 1 if a time ratio is above its limit or no operation has such a name.</returns>
    public static int Run(string[] names)
    {
        TimeResult[] results =
            [.. Operation.CreateAll().Where(operation => names is [] || Array.Exists(names, name => name == operation.GetType().Name)).Select(TimeResult.Measure)];
        return results is [] ? 1 : Check(results);
    }

    /// <summary>Takes the means of a run of BenchmarkDotNet.</summary>
    /// <returns>The exit code: 1 if a time ratio is above its limit.</returns>
    public static int Run(IEnumerable<Summary> summaries) => Check([.. summaries.Select(TimeResult.FromSummary).OfType<TimeResult>()]);

    private static int Check(TimeResult[] results)
    {
        Console.WriteLine("| Time in µs | HandWritten | SpiceDeployments | to HandWritten | quartiles | limit |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (TimeResult result in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Operation} | {result.HandWritten:0.00} | {result.SpiceDeployments:0.00} | {result.Ratio:0.000} | {result.LowerQuartile:0.00} to {result.UpperQuartile:0.00} | {result.Limit:0.00} |"));
        }

        return Gate.Check("time", results.Select(result => (result.Operation, result.Ratio, result.Limit)));
    }
}
