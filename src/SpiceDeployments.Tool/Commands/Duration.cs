using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SpiceDeployments.Tool.Commands;

/// <summary>Parses durations such as <c>90s</c>, <c>10m</c>, <c>2h</c> and <c>00:10:00</c>.</summary>
internal static class Duration
{
    public const string Format = "Write it as 90s, 10m, 2h or 00:10:00.";

    private static readonly TimeSpan Max = TimeSpan.FromDays(1);

    /// <summary>Creates an option for a duration of more than zero and at most one day.</summary>
    public static Option<TimeSpan?> CreateOption(string name, string description) => new(name) { Description = description, HelpName = "TIME", CustomParser = Parse };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        int? secondsOfUnit = text is [.., 's'] ? 1 : text is [.., 'm'] ? 60 : text is [.., 'h'] ? 3600 : null;
        if (secondsOfUnit is { } seconds && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            duration = TimeSpan.FromSeconds(Math.Min((long)number * seconds, int.MaxValue));
            return true;
        }

        duration = TimeSpan.Zero;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
    }

    private static TimeSpan? Parse(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (!TryParse(text, out TimeSpan duration))
        {
            argument.AddError($"'{text}' is not a duration. {Format}");
        }
        else if (duration <= TimeSpan.Zero || duration > Max)
        {
            argument.AddError($"'{text}' must be more than 0 and at most 1 day.");
        }

        return duration;
    }
}
