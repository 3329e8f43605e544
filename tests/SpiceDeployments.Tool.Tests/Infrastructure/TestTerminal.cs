using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>A terminal that interprets the control sequences that the program writes, and throws at any other. A resize wraps its lines anew.</summary>
internal sealed partial class TestTerminal : IAnsiConsoleOutput
{
    private readonly List<StringBuilder> _rows = [new()];
    private readonly Lock _lock = new();
    private readonly int _height;

    private int _row;
    private int _column;

    public TestTerminal(int width, int height = 24)
    {
        Width = width;
        _height = height;
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = this });
    }

    public IAnsiConsole Console { get; }

    public int Width { get; private set; }

    int IAnsiConsoleOutput.Height => _height;

    bool IAnsiConsoleOutput.IsTerminal => true;

    TextWriter IAnsiConsoleOutput.Writer => field ??= new Input(this);

    /// <summary>Whether the cursor was visible after every write.</summary>
    public bool IsCursorVisible { get; private set; } = true;

    /// <summary>Whether a text was longer than its line.</summary>
    public bool HasWrapped { get; private set; }

    /// <summary>The numbers of the colors that were set.</summary>
    public HashSet<string> Colors { get; } = new(StringComparer.Ordinal);

    public int WriteCount { get; private set; }

    /// <summary>What was written, with the lines that have left the screen at the top.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return string.Join('\n', _rows.Select(row => row.ToString().TrimEnd())).TrimEnd('\n');
            }
        }
    }

    /// <summary>Changes the width, and wraps the lines that are longer, as most terminals do.</summary>
    public void Resize(int width)
    {
        lock (_lock)
        {
            Width = width;
            List<StringBuilder> rows = [.. _rows.SelectMany(row => row.Length is 0 ? [row] : row.ToString().Chunk(width).Select(part => new StringBuilder(new string(part))))];
            _row += rows.Count - _rows.Count; // The cursor is in the last line.
            _rows.Clear();
            _rows.AddRange(rows);
        }
    }

    void IAnsiConsoleOutput.SetEncoding(Encoding encoding)
    {
    }

    private void Write(string text)
    {
        lock (_lock)
        {
            WriteCount++;
            for (int index = 0; index < text.Length;)
            {
                index += text[index] is '\e' ? Execute(Sequence().Match(text, index)) : Put(text, index);
            }
        }
    }

    private int Put(string text, int index)
    {
        switch (text[index])
        {
            case '\r':
                _column = 0;
                return 1;
            case '\n':
                _column = 0;
                MoveDown();
                return 1;
        }

        var rune = Rune.GetRuneAt(text, index);
        Assert.False(Rune.IsControl(rune), $"U+{rune.Value:X4}");
        if (_column == Width)
        {
            HasWrapped = true;
            _column = 0;
            MoveDown();
        }

        StringBuilder row = _rows[_row];
        row.Append(' ', Math.Max(0, _column - row.Length));
        row.Remove(_column, Math.Min(1, row.Length - _column)).Insert(_column, rune.IsBmp ? (char)rune.Value : '?');
        _column++;
        return rune.Utf16SequenceLength;
    }

    private void MoveDown()
    {
        _row++;
        if (_row == _rows.Count)
        {
            _rows.Add(new StringBuilder());
        }
    }

    private int Execute(Match sequence)
    {
        Assert.True(sequence.Success, "A control sequence that the program does not use.");
        switch (sequence.Groups["command"].Value)
        {
            case "m":
                Colors.UnionWith(sequence.Groups["value"].Value.Split(';'));
                break;
            case "A":
                _row = Math.Max(Math.Max(0, _rows.Count - _height), _row - int.Parse(sequence.Groups["value"].ValueSpan, CultureInfo.InvariantCulture));
                break;
            case "J":
                _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case "?25l" or "?25h":
                IsCursorVisible = sequence.Groups["command"].Value is "?25h";
                break;
        }

        return sequence.Length;
    }

    private sealed class Input(TestTerminal terminal) : TextWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => terminal.Write(value.ToString());

        public override void Write(string? value) => terminal.Write(value ?? "");
    }

    [GeneratedRegex(@"\G\e\[(?:(?<value>[\d;]*)(?<command>m)|(?<value>\d+)(?<command>A)|0?(?<command>J)|(?<command>\?25[lh]))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sequence();
}
