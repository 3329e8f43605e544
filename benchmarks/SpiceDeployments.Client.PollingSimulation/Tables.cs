using System.Globalization;

namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>The results as Markdown.</summary>
internal static class Tables
{
    private static readonly (double Shortest, double Longest)[] Bounds = [(5, 30), (5, 60), (5, 90), (5, 120), (5, double.PositiveInfinity), (1, 120)];

    /// <summary>Compares the predictive schedule with the exponential one.</summary>
    public static IEnumerable<string> Comparison(IEnumerable<WorkloadResult> all) =>
    [
        Row("Workload", "Lag ratio", "Target", "Request ratio", "Mean lag, s", "95 % of the lags, s", "Mean requests"),
        Row("---", "---:", "---:", "---:", "---:", "---:", "---:"),
        .. all.Select(result => Row(
            result.Workload.Name,
            Text(result.LagRatio, 3),
            result.Workload.MaxLagRatio is { } target ? $"≤ {Text(target, 2)}" : "–",
            Text(result.RequestRatio, 3),
            $"{Text(result.Exponential.Lag)} → {Text(result.Predictive.Lag)}",
            $"{Text(result.Exponential.HighLag)} → {Text(result.Predictive.HighLag)}",
            $"{Text(result.Exponential.Requests)} → {Text(result.Predictive.Requests)}")),
    ];

    /// <summary>Lists the outcomes of all schedules.</summary>
    public static IEnumerable<string> Schedules(IEnumerable<WorkloadResult> all) =>
    [
        Row(["Workload", .. Schedule.All.Select(schedule => schedule.Name)]),
        Row(["---", .. Schedule.All.Select(_ => "---:")]),
        .. all.Select(result => Row([result.Workload.Name, .. result.Outcomes.Select(Format)])),
    ];

    /// <summary>Lists the lowest possible lag ratios with a known distribution, by the allowed delays.</summary>
    public static IEnumerable<string> Limits(IEnumerable<WorkloadResult> all) =>
    [
        Row(["Workload", "Target", "Predictive", .. Bounds.Select(delay => double.IsFinite(delay.Longest) ? $"{delay.Shortest} to {delay.Longest} s" : $"from {delay.Shortest} s")]),
        Row(["---", "---:", "---:", .. Bounds.Select(_ => "---:")]),
        .. all.Select(LimitsRow),
    ];

    private static string LimitsRow(WorkloadResult result)
    {
        (double median, double sigma) = result.Workload.LogNormal ?? throw new InvalidOperationException("The distribution is not known.");
        var optimal = new OptimalSchedule(median, sigma);
        (double lag, double requests) = optimal.ComputeExponential();
        return Row([
            result.Workload.Name, Text(result.Workload.MaxLagRatio ?? 0, 2), Text(result.LagRatio, 3),
            .. Bounds.Select(delay => Text(optimal.ComputeLowestLag(requests, delay.Shortest, delay.Longest) / lag, 3)),
        ]);
    }

    private static string Format(Outcome outcome) => $"{Text(outcome.Lag)} s / {Text(outcome.HighLag)} s / {Text(outcome.Requests)}";

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string Text(double value, int decimals = 1) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
