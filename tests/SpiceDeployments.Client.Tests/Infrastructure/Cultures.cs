using System.Globalization;

namespace SpiceDeployments.Client.Tests.Infrastructure;

internal static class Cultures
{
    /// <summary>A culture with a decimal comma, which also exists if the machine has no culture data.</summary>
    public static CultureInfo WithDecimalComma { get; } = new("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
}
