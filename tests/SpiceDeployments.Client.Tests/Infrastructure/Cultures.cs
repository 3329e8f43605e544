using System.Globalization;

namespace SpiceDeployments.Client.Tests.Infrastructure;

internal static class Cultures
{
    /// <summary>Numbers as in much of Europe, also where the machine has no data of cultures.</summary>
    public static CultureInfo WithDecimalComma { get; } = new("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };
}
