using System.Globalization;

namespace SpiceDeployments.Client.Schedules;

/// <summary>The results as Markdown.</summary>
internal static class Tables
{
    private static readonly (double Shortest, double Longest)[] Bounds = [(5, 30), (5, 60), (5, 90), (5, 120), (5, double.PositiveInfinity), (1, 120)];

    /// <summary>The predictive schedule against the exponential one.</summary>
    public static IEnumerable<string> Comparison(IEnumerable<Measured> all) =>
    [
        Row("Case", "Lag ratio", "Goal", "Request ratio", "Mean lag, s", "95 % of the lags, s", "Mean requests"),
        Row("---", "---:", "---:", "---:", "---:", "---:", "---:"),
        .. all.Select(m => Row(
            m.Case.Name,
            Text(m.LagRatio, 3),
            m.Case.LagGoal is { } goal ? $"≤ {Text(goal, 2)}" : "–",
            Text(m.RequestRatio, 3),
            $"{Text(m.Exponential.Lag)} → {Text(m.Predictive.Lag)}",
            $"{Text(m.Exponential.HighLag)} → {Text(m.Predictive.HighLag)}",
            $"{Text(m.Exponential.Requests)} → {Text(m.Predictive.Requests)}")),
    ];

    /// <summary>All schedules side by side.</summary>
    public static IEnumerable<string> Schedules(IEnumerable<Measured> all) =>
    [
        Row(["Case", .. Schedule.All.Select(schedule => schedule.Name)]),
        Row(["---", .. Schedule.All.Select(_ => "---:")]),
        .. all.Select(m => Row([m.Case.Name, .. m.Outcomes.Select(o => $"{Text(o.Lag)} s / {Text(o.HighLag)} s / {Text(o.Requests)}")])),
    ];

    /// <summary>The least lag of any schedule that knows the distribution, by the delays that it may make.</summary>
    public static IEnumerable<string> Limits(IEnumerable<Measured> all) =>
    [
        Row(["Case", "Goal", "Predictive", .. Bounds.Select(delay => double.IsFinite(delay.Longest) ? $"{delay.Shortest} to {delay.Longest} s" : $"from {delay.Shortest} s")]),
        Row(["---", "---:", "---:", .. Bounds.Select(_ => "---:")]),
        .. all.Select(LimitsOf),
    ];

    private static string LimitsOf(Measured measured)
    {
        (double median, double sigma) = measured.Case.LogNormal ?? throw new InvalidOperationException("The distribution is not known.");
        var oracle = new Oracle(median, sigma);
        (double lag, double requests) = oracle.Exponential();
        return Row([
            measured.Case.Name, Text(measured.Case.LagGoal ?? 0, 2), Text(measured.LagRatio, 3),
            .. Bounds.Select(delay => Text(oracle.LeastLag(requests, delay.Shortest, delay.Longest) / lag, 3)),
        ]);
    }

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string Text(double value, int decimals = 1) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
