using Spectre.Console;
using Spectre.Console.Rendering;

namespace SpiceDeployments.Tool.Tests.Output.Views;

/// <summary>The text of a drawing, without colors.</summary>
internal static class DrawingText
{
    public static string Render(IRenderable drawing, int width)
    {
        var output = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        console.Write(drawing);
        string[] lines = output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        return string.Join('\n', lines.Select(line => line.TrimEnd()));
    }
}
