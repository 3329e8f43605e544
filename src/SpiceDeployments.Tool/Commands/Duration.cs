using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SpiceDeployments.Tool.Commands;

/// <summary>Parses durations such as <c>90s</c>, <c>10m</c>, <c>2h</c> and <c>00:10:00</c>.</summary>
internal static class Duration
{
    public const string Format = "Write it as 90s, 10m, 2h or 00:10:00.";

    /// <summary>Creates an option for a duration. A value that is none is an error of the command line.</summary>
    public static Option<TimeSpan?> CreateOption(string name, string description) => new(name) { Description = description, HelpName = "TIME", CustomParser = Parse };

    public static bool TryParse(string text, out TimeSpan duration)
    {
        double? secondsOfUnit = text is [.., 's'] ? 1 : text is [.., 'm'] ? 60 : text is [.., 'h'] ? 3600 : null;
        if (secondsOfUnit is { } seconds && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            duration = TimeSpan.FromSeconds(number * seconds);
            return true;
        }

        duration = TimeSpan.Zero;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
    }

    private static TimeSpan? Parse(ArgumentResult argument)
    {
        if (TryParse(argument.Tokens[0].Value, out TimeSpan duration))
        {
            return duration;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is not a duration. {Format}");
        return null;
    }
}
