using Spectre.Console;

namespace DeployAndWait.Display;

/// <summary>Chooses the display.</summary>
internal static class Displays
{
    /// <summary>A live one for a terminal, plain lines for a file, a pipe or a terminal that cannot move its cursor.</summary>
    public static IDisplay ForThisConsole() =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi
            ? new TerminalDisplay(AnsiConsole.Console, TimeProvider.System)
            : new PlainDisplay(Console.Out);
}
