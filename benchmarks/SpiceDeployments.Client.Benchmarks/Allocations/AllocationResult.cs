using SpiceDeployments.Client.Benchmarks.Gates;
using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Allocations;

/// <summary>The bytes that an operation allocates with each client.</summary>
internal sealed record AllocationResult(string Operation, long HandWritten, long SpiceDeployments, long NSwag)
{
    /// <summary>The bytes of this project's client per byte of the hand-written client.</summary>
    public double Ratio => (double)SpiceDeployments / HandWritten;

    public double? Limit => Gate.Find(Operation)?.MaxAllocationRatio;

    public double RatioToNSwag => (double)SpiceDeployments / NSwag;

    public static AllocationResult Measure(Operation operation)
    {
        using (operation)
        {
            return new AllocationResult(
                operation.GetType().Name,
                AllocationMeter.Measure(operation.HandWritten),
                AllocationMeter.Measure(operation.SpiceDeployments),
                AllocationMeter.Measure(operation.NSwag));
        }
    }
}
