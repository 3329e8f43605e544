using Spectre.Console;
using SpiceDeployments.Tool.Output.Views;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output.Views;

public sealed class LiveDrawingTests
{
    [Fact]
    public void Draw_Again_ReplacesTheDrawing()
    {
        var terminal = new TestTerminal(width: 20);
        terminal.Console.WriteLine("before");
        using (var drawing = new LiveDrawing(terminal.Console))
        {
            drawing.Draw(new Text("first\nsecond\nthird"));
            drawing.Draw(new Text("short"));
        }

        terminal.Console.WriteLine("after");
        Assert.Equal("before\nshort\nafter", terminal.Text);
    }

    [Fact]
    public void Draw_Anything_IsOneWriteAndShowsTheCursor()
    {
        var terminal = new TestTerminal(width: 20);
        using var drawing = new LiveDrawing(terminal.Console);

        drawing.Draw(new Rows(new Text("one", Color.Green), new Text("two", Color.Red)));

        Assert.Equal(1, terminal.WriteCount);
        Assert.True(terminal.IsCursorVisible);
        Assert.Contains("32", terminal.Colors);
    }

    [Fact]
    public void WriteLine_DuringTheDrawing_AppearsAboveIt()
    {
        var terminal = new TestTerminal(width: 20);
        using var drawing = new LiveDrawing(terminal.Console);
        drawing.Draw(new Text("drawing"));

        terminal.Console.WriteLine("a warning that is longer than a line");
        terminal.Console.WriteLine("another one");
        drawing.Draw(new Text("next drawing"));

        Assert.Equal("a warning that is\nlonger than a line\nanother one\nnext drawing", terminal.Text);
        Assert.False(terminal.HasWrapped);
    }

    [Theory]
    [InlineData(20, 5)]
    [InlineData(20, 4)]
    [InlineData(5, 20)]
    public void Draw_AfterAResize_ReplacesTheDrawing(int width, int nextWidth)
    {
        var terminal = new TestTerminal(width);
        terminal.Console.WriteLine("on");
        using var drawing = new LiveDrawing(terminal.Console);
        drawing.Draw(new Text("one two three\n\nfour five six"));

        terminal.Resize(nextWidth);
        drawing.Draw(new Text("now"));

        Assert.Equal("on\nnow", terminal.Text);
    }

    [Fact]
    public void Draw_MoreLinesThanTheTerminalHas_LeavesOutTheLast()
    {
        var terminal = new TestTerminal(width: 20, height: 4);
        using var drawing = new LiveDrawing(terminal.Console);

        drawing.Draw(new Text("1\n2\n3\n4\n5"));
        drawing.Draw(new Text("a\nb\nc\nd\ne"));

        Assert.Equal("a\nb\nc", terminal.Text);
    }

    [Fact]
    public void Draw_Nothing_RemovesTheDrawing()
    {
        var terminal = new TestTerminal(width: 20);
        using (var drawing = new LiveDrawing(terminal.Console))
        {
            drawing.Draw(new Text("drawing"));
            drawing.Draw(new Rows());
        }

        terminal.Console.WriteLine("result");
        Assert.Equal("result", terminal.Text);
    }
}
