using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.PollingSimulation;

/// <summary>Plots lag against requests as SVG: a panel for each standard deviation, a mark for each schedule and median, and the lowest possible lag as a line.</summary>
internal static class LagPlot
{
    private const int Left = 48;
    private const int Top = 64;
    private const int PanelWidth = 270;
    private const int PanelHeight = 260;
    private const int Gap = 26;
    private const double MaxLag = 22;
    private const double MinRequests = 2;
    private const double MaxRequests = 64;

    private const string Style = """
        <style>
        text { font: 12px system-ui, sans-serif; fill: #24292f }
        .title { font-size: 14px; font-weight: 600 } .small { font-size: 11px } .middle { text-anchor: middle } .end { text-anchor: end }
        .frame { fill: none; stroke: #8c959f } .grid { stroke: #d0d7de; stroke-width: .6 }
        .best { fill: none; stroke: #8c959f; stroke-dasharray: 3 3 } .gain { stroke: #cf222e; stroke-width: 1.4 }
        .s0 { fill: #57606a } .s1 { fill: #cf222e } .s2 { fill: #0969da } .s3 { fill: #8250df }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 } .frame { stroke: #6e7681 } .grid { stroke: #30363d } .best { stroke: #8b949e } .gain { stroke: #ff7b72 }
        .s0 { fill: #b1bac4 } .s1 { fill: #ff7b72 } .s2 { fill: #58a6ff } .s3 { fill: #d2a8ff }
        }
        </style>
        """;

    public static string Draw(IEnumerable<WorkloadResult> regular)
    {
        var panels = regular.GroupBy(result => GetLogNormal(result).Sigma).ToList();
        int width = Left + (panels.Count * (PanelWidth + Gap));
        var svg = new StringBuilder(Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Top + PanelHeight + 48}\" role=\"img\" aria-label=\"Mean lag against mean requests of four polling schedules\">\n"));
        svg.Append(Style).Append('\n');
        Legend(svg);
        for (int i = 0; i < panels.Count; i++)
        {
            Panel(svg, Left + (i * (PanelWidth + Gap)), panels[i].Key, [.. panels[i]]);
        }

        svg.Append(Invariant($"<text transform=\"translate(14 {Top + (PanelHeight / 2)}) rotate(-90)\" class=\"middle\">mean lag, seconds</text>\n"));
        svg.Append(Invariant($"<text x=\"{(Left + width - Gap) / 2}\" y=\"{Top + PanelHeight + 38}\" class=\"middle\">mean requests per deployment; medians of 40 s, 3 min and 8 min from left to right</text>\n"));
        return svg.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder svg)
    {
        double x = Left + 6;
        for (int i = 0; i < Schedule.All.Count; i++)
        {
            Mark(svg, i, x, 14);
            svg.Append(Invariant($"<text x=\"{x + 11}\" y=\"18\">{Schedule.All[i].Name}</text>\n"));
            x += 104;
        }

        svg.Append(Invariant($"<path class=\"best\" d=\"M{x - 6} 14h26\"/><text x=\"{x + 26}\" y=\"18\">lowest possible: known distribution, delays up to 2 min</text>\n"));
    }

    private static void Panel(StringBuilder svg, double left, double sigma, IReadOnlyList<WorkloadResult> results)
    {
        svg.Append(Invariant($"<g transform=\"translate({left} {Top})\">\n<text x=\"{PanelWidth / 2}\" y=\"-10\" class=\"title middle\">spread of the logarithm {sigma}</text>\n"));
        Axes(svg);
        foreach (WorkloadResult result in results)
        {
            Frontier(svg, result);
            (double x, double from, double to) = (X(result.Exponential.Requests), Y(result.Exponential.Lag), Y(result.Predictive.Lag));
            svg.Append(Invariant($"<path class=\"gain\" d=\"M{x:0.0} {from:0.0}L{X(result.Predictive.Requests):0.0} {to:0.0}\"/>\n"));
            svg.Append(Invariant($"<text x=\"{x:0.0}\" y=\"{from - 10:0.0}\" class=\"small middle\">{Workload.FormatDuration(GetLogNormal(result).Median)}</text>\n"));
            for (int i = 0; i < result.Outcomes.Count; i++)
            {
                Mark(svg, i, X(result.Outcomes[i].Requests), Y(result.Outcomes[i].Lag));
            }
        }

        svg.Append("</g>\n");
    }

    private static void Axes(StringBuilder svg)
    {
        for (int lag = 0; lag <= MaxLag; lag += 5)
        {
            svg.Append(Invariant($"<path class=\"grid\" d=\"M0 {Y(lag):0.0}h{PanelWidth}\"/><text x=\"-6\" y=\"{Y(lag) + 4:0.0}\" class=\"small end\">{lag}</text>\n"));
        }

        for (double requests = MinRequests; requests <= MaxRequests; requests *= 2)
        {
            svg.Append(Invariant($"<path class=\"grid\" d=\"M{X(requests):0.0} 0v{PanelHeight}\"/><text x=\"{X(requests):0.0}\" y=\"{PanelHeight + 15}\" class=\"small middle\">{requests}</text>\n"));
        }

        svg.Append(Invariant($"<rect class=\"frame\" width=\"{PanelWidth}\" height=\"{PanelHeight}\"/>\n"));
    }

    /// <summary>Draws the lowest possible lag for each number of requests.</summary>
    private static void Frontier(StringBuilder svg, WorkloadResult result)
    {
        (double median, double sigma) = GetLogNormal(result);
        var optimal = new OptimalSchedule(median, sigma);
        IEnumerable<string> points = Enumerable.Range(0, 28)
            .Select(i => optimal.ComputeBest(price: 0.01 * Math.Pow(1.45, i), shortestDelay: 5, longestDelay: 120))
            .Where(best => best.Lag <= MaxLag && best.Requests <= MaxRequests && best.Requests >= MinRequests)
            .Select(best => Invariant($"{X(best.Requests):0.0} {Y(best.Lag):0.0}"));
        svg.Append(Invariant($"<path class=\"best\" d=\"M{string.Join('L', points)}\"/>\n"));
    }

    private static void Mark(StringBuilder svg, int schedule, double x, double y) => svg.Append(Invariant($"<path class=\"s{schedule}\" d=\"M{x:0.0} {y:0.0}")).Append(schedule switch
    {
        0 => "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        1 => "m0-6.5l6.5 6.5l-6.5 6.5l-6.5-6.5z",
        2 => "m-4.5-4.5h9v9h-9z",
        _ => "m0-5.5l5.5 10h-11z",
    }).Append("\"/>\n");

    private static (double Median, double Sigma) GetLogNormal(WorkloadResult result) =>
        result.Workload.LogNormal ?? throw new InvalidOperationException("The distribution is not known.");

    private static double X(double requests) => PanelWidth * Math.Log(requests / MinRequests) / Math.Log(MaxRequests / MinRequests);

    private static double Y(double lag) => PanelHeight * (1 - (lag / MaxLag));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
