using System.Globalization;
using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Allocations;

/// <summary>Compares what each operation allocates with what was committed.</summary>
internal static class AllocationCheck
{
    /// <summary>How much more than the committed ratio is too much.</summary>
    private const double Tolerance = 0.05;

    private const string AcceptCommand = "dotnet run -c Release --project benchmarks/SpiceDeployments.Client.Benchmarks -- --quick --update";

    /// <param name="accepts">Whether the ratios of this run become the committed ones.</param>
    /// <returns>The exit code: 1 where a ratio got worse.</returns>
    public static int Run(bool accepts)
    {
        OperationAllocations[] measured = [.. new Operation[] { new ListOf20(), new ListOf100(), new Create(), new Poll() }.Select(OperationAllocations.Of)];
        if (accepts)
        {
            CommittedRatios.Write(measured);
        }

        Dictionary<string, double> committed = CommittedRatios.Read();
        Print(measured, committed);
        return Report(measured, committed) ? 0 : 1;
    }

    private static void Print(OperationAllocations[] measured, Dictionary<string, double> committed)
    {
        Console.WriteLine("| Bytes allocated | HandWritten | SpiceDeployments | NSwag | to HandWritten | committed | to NSwag |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (OperationAllocations one in measured)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {one.Operation} | {one.HandWritten:N0} | {one.SpiceDeployments:N0} | {one.NSwag:N0} | {one.Ratio:0.000} | {committed.GetValueOrDefault(one.Operation):0.000} | {one.RatioToNSwag:0.000} |"));
        }
    }

    private static bool Report(OperationAllocations[] measured, Dictionary<string, double> committed)
    {
        OperationAllocations[] worse = [.. measured.Where(one => one.Ratio > committed.GetValueOrDefault(one.Operation) * (1 + Tolerance))];
        foreach (OperationAllocations one in worse)
        {
            double before = committed.GetValueOrDefault(one.Operation);
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Operation} allocates {one.Ratio:0.000} times what the hand-written client does, {(one.Ratio / before) - 1:0.0%} more than the committed {before:0.000}."));
        }

        if (worse.Length > 0)
        {
            Console.Error.WriteLine($"Find what allocates, or accept the new figures: {AcceptCommand}");
        }

        return worse.Length is 0;
    }
}
