using System.Globalization;
using SpiceDeployments.Client.Benchmarks.Gates;
using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Allocations;

/// <summary>Compares the allocations of each operation with the hand-written client, and checks the gates.</summary>
internal static class AllocationCheck
{
    /// <returns>The exit code: 1 if an allocation ratio is above its limit.</returns>
    public static int Run()
    {
        AllocationResult[] results = [.. Operation.CreateAll().Select(AllocationResult.Measure)];
        Console.WriteLine("| Bytes allocated | HandWritten | SpiceDeployments | NSwag | to HandWritten | limit | to NSwag |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (AllocationResult result in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Operation} | {result.HandWritten:N0} | {result.SpiceDeployments:N0} | {result.NSwag:N0} | {result.Ratio:0.000} | {result.Limit:0.00} | {result.RatioToNSwag:0.000} |"));
        }

        return Gate.Check("allocation", results.Select(result => (result.Operation, result.Ratio, result.Limit)));
    }
}
