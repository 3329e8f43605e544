using Spectre.Console;

namespace SpiceDeployments.Tool.Output.Ci;

/// <summary>No CI system, but a person at a terminal: errors and warnings in color, which appear above a live view.</summary>
internal sealed class InteractiveTerminal(ToolHost host, TextWriter commands, IAnsiConsole terminal) : CiSystem(host, commands)
{
    public override void WriteError(string message) => Write("error:", Color.Red, message);

    public override void WriteWarning(string message) => Write("warning:", Color.Yellow, message);

    private void Write(string label, Color color, string message) => terminal.Write(new Paragraph(label, color).Append($" {message}{Environment.NewLine}"));
}
