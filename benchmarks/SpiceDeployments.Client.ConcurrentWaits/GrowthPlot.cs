using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>Plots memory and processor time against the number of waits on logarithmic axes; proportional growth is a line of slope one.</summary>
internal static class GrowthPlot
{
    private const int Width = 790;
    private const int Height = 380;
    private const int PanelWidth = 290;
    private const int PanelHeight = 270;
    private const int Top = 60;
    private const double FirstExponent = 2;
    private const double LastExponent = 5;

    public static string Draw(IReadOnlyList<Measurement> measurements)
    {
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12" role="img">""");
        svg.AppendLine("""<style>text{fill:#333}line{stroke:#999}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>""");
        svg.AppendLine("""<text x="20" y="24" font-size="15">Memory and processor time of 100 to 100,000 concurrent waits, ten per app</text>""");
        DrawPanel(svg, left: 70, "MiB held, one minute after the start", measurements, m => m.Bytes / 1048576.0, "#0b7285");
        DrawPanel(svg, left: 450, "CPU seconds, from start to completion", measurements, m => m.Cpu.TotalSeconds, "#c2410c");
        return svg.AppendLine("</svg>").ToString();
    }

    private static void DrawPanel(StringBuilder svg, int left, string title, IReadOnlyList<Measurement> measurements, Func<Measurement, double> value, string color)
    {
        double lowest = Math.Floor(Math.Log10(measurements.Min(value)));
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{left}" y="{Top - 12}">{title}</text>""");
        for (double step = 0; step <= LastExponent - FirstExponent + 1; step++)
        {
            DrawLevel(svg, left, lowest + step, lowest);
        }

        for (double exponent = FirstExponent; exponent <= LastExponent; exponent++)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{X(left, exponent):0}" y="{Top + PanelHeight + 18}" text-anchor="middle">{Math.Pow(10, exponent):N0}</text>""");
        }

        foreach (Measurement m in measurements)
        {
            double y = Y(Math.Log10(value(m)), lowest);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{X(left, Math.Log10(m.Waits)):0.0}" cy="{y:0.0}" r="4" fill="{color}"><title>{m.Waits:N0}: {value(m):0.00}</title></circle>""");
        }

        DrawProportion(svg, left, lowest, measurements[^1], value, color);
    }

    /// <summary>Draws the line of proportional growth through the last measurement.</summary>
    private static void DrawProportion(StringBuilder svg, int left, double lowest, Measurement last, Func<Measurement, double> value, string color)
    {
        double end = Math.Log10(value(last));
        double start = end - (Math.Log10(last.Waits) - FirstExponent);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{X(left, FirstExponent):0.0}" y1="{Y(start, lowest):0.0}" x2="{X(left, Math.Log10(last.Waits)):0.0}" y2="{Y(end, lowest):0.0}" style="stroke:{color}" stroke-dasharray="4 3"/>""");
    }

    private static void DrawLevel(StringBuilder svg, int left, double exponent, double lowest)
    {
        double y = Y(exponent, lowest);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{left}" x2="{left + PanelWidth}" y1="{y:0}" y2="{y:0}" stroke-width="0.5"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{left - 8}" y="{y + 4:0}" text-anchor="end">{Math.Pow(10, exponent):0.##}</text>""");
    }

    private static double X(int left, double exponent) => left + ((exponent - FirstExponent) / (LastExponent - FirstExponent) * PanelWidth);

    private static double Y(double exponent, double lowest) => Top + PanelHeight - ((exponent - lowest) / (LastExponent - FirstExponent + 1) * PanelHeight);
}
