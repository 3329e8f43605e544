using System.Globalization;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>A measured value and the highest permitted one.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Unit">The unit, or an empty text.</param>
/// <param name="Max">The highest permitted value, or <c>null</c> if the value is only reported.</param>
/// <param name="Value">The measured value.</param>
/// <param name="Format">The format of both values.</param>
internal sealed record Goal(string Measure, string Unit, double? Max, double Value, string Format)
{
    public bool IsMissed => Value > Max || double.IsNaN(Value);

    public override string ToString()
    {
        string max = Max is { } limit ? $"≤ {Show(limit)}" : "–";
        return $"| {Measure} | {max} | {Show(Value)} |";
    }

    private string Show(double value) => value.ToString(Format, CultureInfo.InvariantCulture) + (Unit.Length is 0 ? "" : $" {Unit}");
}
