using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>Plots processor time and memory against the number of apps on logarithmic axes, of rollouts and of the loop by hand.</summary>
internal static class CostPlot
{
    private const int Width = 790;
    private const int Height = 400;
    private const int PanelWidth = 290;
    private const int PanelHeight = 270;
    private const int Top = 80;
    private const int Decades = 3;
    private const double FirstExponent = 2;
    private const double LastExponent = 4;
    private const string RolloutColor = "#0b7285";
    private const string LoopColor = "#c2410c";

    public static string Draw(IReadOnlyList<Comparison> comparisons)
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12" role="img">""");
        svg.AppendLine("""<style>text{fill:#333}line{stroke:#999}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>""");
        svg.AppendLine("""<text x="20" y="24" font-size="15">Processor time and memory of 100 to 10,000 apps, at most 1,000 at the same time</text>""");
        DrawKey(svg, left: 70, "in a rollout", RolloutColor);
        DrawKey(svg, left: 180, "in a loop by hand", LoopColor);
        DrawPanel(svg, left: 70, "CPU seconds, from start to completion", comparisons, cost => cost.Cpu.TotalSeconds);
        DrawPanel(svg, left: 450, "MiB held, one minute after the start", comparisons, cost => cost.Bytes / 1048576.0);
        return svg.AppendLine("</svg>").ToString();
    }

    private static void DrawKey(StringBuilder svg, int left, string name, string color)
    {
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{left + 4}" cy="42" r="4" fill="{color}"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{left + 14}" y="46">{name}</text>""");
    }

    private static void DrawPanel(StringBuilder svg, int left, string title, IReadOnlyList<Comparison> comparisons, Func<Cost, double> value)
    {
        double lowest = Math.Floor(Math.Log10(comparisons.Min(comparison => Math.Min(value(comparison.Loop), value(comparison.Rollout)))));
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{left}" y="{Top - 12}">{title}</text>""");
        for (int step = 0; step <= Decades; step++)
        {
            DrawLevel(svg, left, lowest + step, lowest);
        }

        for (double exponent = FirstExponent; exponent <= LastExponent; exponent++)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{X(left, exponent):0}" y="{Top + PanelHeight + 18}" text-anchor="middle">{Math.Pow(10, exponent):N0}</text>""");
        }

        DrawSeries(svg, left, lowest, comparisons.Select(comparison => comparison.Loop), value, LoopColor);
        DrawSeries(svg, left, lowest, comparisons.Select(comparison => comparison.Rollout), value, RolloutColor);
    }

    private static void DrawSeries(StringBuilder svg, int left, double lowest, IEnumerable<Cost> costs, Func<Cost, double> value, string color)
    {
        var points = new List<string>();
        foreach (Cost cost in costs)
        {
            double x = X(left, Math.Log10(cost.Apps));
            double y = Y(Math.Log10(value(cost)), lowest);
            points.Add(string.Create(CultureInfo.InvariantCulture, $"{x:0.0},{y:0.0}"));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{x:0.0}" cy="{y:0.0}" r="4" fill="{color}"><title>{cost.Apps:N0}: {value(cost):0.00}</title></circle>""");
        }

        svg.AppendLine(CultureInfo.InvariantCulture, $"""<polyline points="{string.Join(' ', points)}" fill="none" stroke="{color}"/>""");
    }

    private static void DrawLevel(StringBuilder svg, int left, double exponent, double lowest)
    {
        double y = Y(exponent, lowest);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{left}" x2="{left + PanelWidth}" y1="{y:0}" y2="{y:0}" stroke-width="0.5"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{left - 8}" y="{y + 4:0}" text-anchor="end">{Math.Pow(10, exponent):0.##}</text>""");
    }

    private static double X(int left, double exponent) => left + ((exponent - FirstExponent) / (LastExponent - FirstExponent) * PanelWidth);

    private static double Y(double exponent, double lowest) => Top + PanelHeight - ((exponent - lowest) / Decades * PanelHeight);
}
