using Spectre.Console;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>Tables without lines, as wide as the terminal permits.</summary>
internal static class TerminalTable
{
    private static readonly Padding Gap = new(0, 0, 2, 0);

    /// <summary>Creates a table without columns.</summary>
    public static Table Create() => new Table().NoBorder();

    /// <summary>Creates a table whose cells are cut to their columns.</summary>
    public static Table Create(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = Create();
        foreach (string name in header)
        {
            table.AddColumn(CreateColumn(name));
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow(row.Select(cell => new TextLine(cell)));
        }

        return table;
    }

    /// <summary>Creates a table of names and their values.</summary>
    public static Table Create(IEnumerable<(string Name, string Value)> properties)
    {
        Table table = Create().HideHeaders().AddColumns(CreateColumn().NoWrap(), CreateColumn());
        foreach ((string name, string value) in properties)
        {
            table.AddRow(new Text(name, Color.Grey), new Text(OutputText.Clean(value)));
        }

        return table;
    }

    public static TableColumn CreateColumn(string name = "") => new(new Text(name, Color.Grey)) { Padding = Gap };
}
