using Spectre.Console;
using Spectre.Console.Rendering;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>
/// A drawing at the end of a terminal. The next one replaces it, also after the terminal was resized, and what else is written to the console appears above it.
/// </summary>
/// <remarks>
/// The live display of Spectre.Console hides the cursor for as long as it runs, clears the terminal and its history after a resize, and writes a drawing in many
/// pieces. Here each drawing is one write, and the cursor is visible between the drawings: whatever ends the process leaves a usable terminal.
/// The terminal itself shows what is typed. Enter moves the drawing up by a line, which the next drawing does not replace. To prevent that, the program would have
/// to turn the echo of the terminal off, which a killed process would leave off, or to read the input, which the shell then lacks.
/// </remarks>
internal sealed class LiveDrawing : IRenderHook, IDisposable
{
    private static readonly Rows Nothing = new();

    private readonly IAnsiConsole _console;

    private IRenderable _content = Nothing;
    private int[] _widths = []; // Of the lines on the screen, in cells.

    public LiveDrawing(IAnsiConsole console)
    {
        _console = console;
        console.Pipeline.Attach(this);
    }

    /// <summary>Replaces the drawing. Lines that the terminal has no space for are left out.</summary>
    public void Draw(IRenderable content)
    {
        _content = content;
        _console.Write(Nothing);
    }

    /// <summary>Leaves the drawing where it is.</summary>
    public void Dispose() => _console.Pipeline.Detach(this);

    /// <summary>Called with what is written to the console, while the console is locked.</summary>
    IEnumerable<IRenderable> IRenderHook.Process(RenderOptions options, IEnumerable<IRenderable> renderables)
    {
        (int width, int height) = (options.ConsoleSize.Width, options.ConsoleSize.Height);
        SegmentLine[] above = [.. renderables.SelectMany(renderable => Split(renderable, options, width))];
        above = above is [.., { Length: 0 }] ? above[..^1] : above; // Every line below ends with a line break.
        SegmentLine[] drawing = [.. Split(_content, options, width).Take(height - 1)]; // The cursor is below the drawing.
        int linesOnScreen = _widths.Sum(cells => Math.Max(1, (cells + width - 1) / width)); // A narrower terminal has wrapped them.
        _widths = [.. drawing.Select(line => line.CellCount())];
        return [ControlCode.Create(options.Capabilities, writer => Write(writer, linesOnScreen, [.. above, .. drawing]))];
    }

    private static List<SegmentLine> Split(IRenderable renderable, RenderOptions options, int width) => Segment.SplitLines(renderable.Render(options, width), width);

    private static void Write(AnsiWriter writer, int linesToReplace, SegmentLine[] lines)
    {
        writer.HideCursor().Write("\r");
        if (linesToReplace > 0)
        {
            writer.CursorUp(linesToReplace);
        }

        writer.EraseInDisplay();
        foreach (SegmentLine line in lines)
        {
            foreach (Segment segment in line)
            {
                writer.Write(segment.Text, segment.Style);
            }

            writer.WriteLine();
        }

        writer.ShowCursor();
    }
}
