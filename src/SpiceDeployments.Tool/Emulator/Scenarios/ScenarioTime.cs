using System.Globalization;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>Parses the times of a scenario, such as <c>500ms</c>, <c>1.5s</c>, <c>10m</c>, <c>2h</c>, <c>-2s</c> and <c>00:10:00</c>.</summary>
internal static class ScenarioTime
{
    public const string Format = "Write it as 500ms, 90s, 10m, 2h or 00:10:00.";

    /// <summary>Longer times could leave the calendar.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromDays(3650);

    private static readonly (string Unit, TimeSpan Time)[] Units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1))];

    public static bool TryParse(string? text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        return text is not null && (TryParseNumber(text, out time) || TryParseClock(text, out time)) && time.Duration() <= Max;
    }

    private static bool TryParseNumber(string text, out TimeSpan time)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        (string unit, TimeSpan factor) = Array.Find(Units, candidate => text.EndsWith(candidate.Unit, StringComparison.Ordinal));
        bool isNumber = double.TryParse(text.AsSpan(0, text.Length - (unit?.Length ?? 0)), style, CultureInfo.InvariantCulture, out double number)
            && unit is not null
            && Math.Abs(number * factor.TotalDays) <= Max.TotalDays;
        time = isNumber ? number * factor : TimeSpan.Zero;
        return isNumber;
    }

    private static bool TryParseClock(string text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out time);
    }
}
