using System.Globalization;

namespace SpiceDeployments.Client.Benchmarks.Gates;

/// <summary>The highest accepted ratios of an operation to the hand-written client.</summary>
internal sealed record Gate(string Operation, double MaxAllocationRatio, double MaxTimeRatio)
{
    private static readonly Gate[] All =
    [
        new("ListOf100", MaxAllocationRatio: 1.00, MaxTimeRatio: 0.90),
        new("Create", MaxAllocationRatio: 1.20, MaxTimeRatio: 1.10),
        new("Poll", MaxAllocationRatio: 1.10, MaxTimeRatio: 1.00),
    ];

    /// <summary>Returns the gate of an operation, or <c>null</c> if the operation has none.</summary>
    public static Gate? Find(string operation) => Array.Find(All, gate => gate.Operation == operation);

    /// <summary>Prints each ratio above its limit to standard error.</summary>
    /// <returns>The exit code: 1 if a ratio is above its limit.</returns>
    public static int Check(string measure, IEnumerable<(string Operation, double Ratio, double? Limit)> ratios)
    {
        int exitCode = 0;
        foreach ((string operation, double ratio, double? limit) in ratios.Where(measured => measured.Ratio > measured.Limit))
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{operation}: {measure} ratio to the hand-written client {ratio:0.000}, limit {limit:0.00}."));
            exitCode = 1;
        }

        return exitCode;
    }
}
