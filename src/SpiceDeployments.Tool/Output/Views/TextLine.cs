using Spectre.Console;
using Spectre.Console.Rendering;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>A text that is cut to its space, with an ellipsis, instead of being wrapped.</summary>
/// <param name="text">The text. It is cleaned.</param>
/// <param name="style">The style, or <c>null</c> for none.</param>
internal sealed class TextLine(string text, Style? style = null) : Renderable
{
    private readonly Segment _segment = new(OutputText.Clean(text), style ?? Style.Plain);

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(Math.Min(1, maxWidth), Math.Min(_segment.CellCount(), maxWidth));

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Segment.SplitOverflow(_segment, Overflow.Ellipsis, maxWidth);
}
