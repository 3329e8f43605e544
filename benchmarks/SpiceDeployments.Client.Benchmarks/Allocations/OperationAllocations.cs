using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Allocations;

/// <summary>The bytes that an operation allocates in each of the three ways.</summary>
internal sealed record OperationAllocations(string Operation, long HandWritten, long SpiceDeployments, long NSwag)
{
    /// <summary>What is watched: the bytes of this project's client for each byte of the hand-written one.</summary>
    public double Ratio => (double)SpiceDeployments / HandWritten;

    public double RatioToNSwag => (double)SpiceDeployments / NSwag;

    public static OperationAllocations Of(Operation operation)
    {
        using (operation)
        {
            return new OperationAllocations(
                operation.GetType().Name,
                AllocationMeter.Measure(operation.HandWritten),
                AllocationMeter.Measure(operation.SpiceDeployments),
                AllocationMeter.Measure(operation.NSwag));
        }
    }
}
