namespace SpiceDeployments.Client.Benchmarks.Allocations;

/// <summary>Counts what an operation allocates.</summary>
internal static class AllocationMeter
{
    private const int Rounds = 10;
    private const int OperationsPerRound = 50;

    /// <summary>
    /// The bytes of one operation: the least of several rounds, because now and then the garbage collector empties the pools, and a round
    /// fills them again.
    /// </summary>
    public static long Measure(Func<Task> operation) => Enumerable.Range(0, Rounds).Min(_ => MeasureRound(operation));

    private static long MeasureRound(Func<Task> operation)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < OperationsPerRound; i++)
        {
            RunAtOnce(operation);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / OperationsPerRound;
    }

    /// <summary>Only what this thread allocates is counted, so nothing may be left to others.</summary>
    private static void RunAtOnce(Func<Task> operation)
    {
        Task task = operation();
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("The operation was not over when it returned.");
        }

        task.GetAwaiter().GetResult();
    }
}
