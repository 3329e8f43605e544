using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Allocations;

/// <summary>Measures the allocations of an operation.</summary>
internal static class AllocationMeter
{
    private const int Rounds = 10;
    private const int OperationsPerRound = 50;

    /// <summary>
    /// Returns the bytes of one operation: the minimum of several rounds, because the garbage collector may empty pools, which the next round
    /// fills again.
    /// </summary>
    public static long Measure(Func<Task> operation) => Enumerable.Range(0, Rounds).Min(_ => MeasureRound(operation));

    private static long MeasureRound(Func<Task> operation)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < OperationsPerRound; i++)
        {
            Operation.RunSynchronously(operation);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / OperationsPerRound;
    }
}
