using BenchmarkDotNet.Reports;
using SpiceDeployments.Client.Benchmarks.Gates;
using SpiceDeployments.Client.Benchmarks.Operations;

namespace SpiceDeployments.Client.Benchmarks.Times;

/// <summary>The time that an operation takes with each client.</summary>
/// <param name="Operation">The name of the operation.</param>
/// <param name="HandWritten">The time of the hand-written client, in microseconds.</param>
/// <param name="SpiceDeployments">The time of this project's client, in microseconds.</param>
/// <param name="Ratio">The time of this project's client as a share of the hand-written client's.</param>
/// <param name="LowerQuartile">The lower quartile of the ratios of all rounds.</param>
/// <param name="UpperQuartile">The upper quartile of the ratios of all rounds.</param>
internal sealed record TimeResult(string Operation, double HandWritten, double SpiceDeployments, double Ratio, double LowerQuartile, double UpperQuartile)
{
    public double? Limit => Gate.Find(Operation)?.MaxTimeRatio;

    /// <summary>Measures both clients in alternating rounds, so that other load on the machine affects both.</summary>
    public static TimeResult Measure(Operation operation)
    {
        using (operation)
        {
            (double HandWritten, double SpiceDeployments)[] rounds = StopwatchMeter.MeasureRounds(operation.HandWritten, operation.SpiceDeployments);
            double[] ratios = [.. rounds.Select(round => round.SpiceDeployments / round.HandWritten).Order()];
            return new TimeResult(
                operation.GetType().Name,
                Quantile([.. rounds.Select(round => round.HandWritten).Order()], 0.5),
                Quantile([.. rounds.Select(round => round.SpiceDeployments).Order()], 0.5),
                Quantile(ratios, 0.5),
                Quantile(ratios, 0.25),
                Quantile(ratios, 0.75));
        }
    }

    /// <summary>Takes the means of BenchmarkDotNet, or returns <c>null</c> if the run did not include both clients.</summary>
    public static TimeResult? FromSummary(Summary summary)
    {
        if (FindMicroseconds(summary, nameof(HandWritten)) is not { } handWritten || FindMicroseconds(summary, nameof(SpiceDeployments)) is not { } spiceDeployments)
        {
            return null;
        }

        double ratio = spiceDeployments / handWritten;
        return new TimeResult(summary.BenchmarksCases[0].Descriptor.Type.Name, handWritten, spiceDeployments, ratio, ratio, ratio);
    }

    private static double? FindMicroseconds(Summary summary, string method) =>
        summary.Reports.FirstOrDefault(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method)?.ResultStatistics?.Mean / 1000;

    private static double Quantile(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
