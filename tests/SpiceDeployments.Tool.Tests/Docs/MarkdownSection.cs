using System.Text.RegularExpressions;

namespace SpiceDeployments.Tool.Tests.Docs;

/// <summary>A section of a page, with the sections below it.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Text">The text, without the heading.</param>
internal sealed partial record MarkdownSection(string Heading, string Text)
{
    /// <summary>The first cells of the tables, without the escapes of a pipe.</summary>
    public IEnumerable<string> FirstCells => Row().Matches(Text).Select(row => row.Groups["cell"].Value.Replace("\\|", "|", StringComparison.Ordinal));

    /// <summary>The names in backticks in the first cells of the tables.</summary>
    public IEnumerable<string> FirstNames => FirstCells.SelectMany(GetCode);

    public static MarkdownSection Read(string path) => new(Path.GetFileName(path), File.ReadAllText(path).ReplaceLineEndings("\n"));

    /// <summary>Returns the texts in backticks.</summary>
    public static IEnumerable<string> GetCode(string text) => Code().Matches(text).Select(match => match.Groups["code"].Value);

    /// <summary>Returns the sections of a level.</summary>
    /// <param name="level">The number of <c>#</c>.</param>
    public IEnumerable<MarkdownSection> GetSections(int level)
    {
        string prefix = $"\n{new string('#', level)} ";
        return Text.Split(prefix).Skip(1).Select(section => section.Split('\n', 2)).Select(parts => new MarkdownSection(parts[0], parts[1]));
    }

    public MarkdownSection GetSection(int level, string heading) => Assert.Single(GetSections(level), section => section.Heading == heading);

    /// <summary>Returns the blocks of code with their languages.</summary>
    public IEnumerable<(string Language, string Content)> GetBlocks() => Block().Matches(Text).Select(match => (match.Groups["language"].Value, match.Groups["content"].Value));

    [GeneratedRegex(@"^\| (?<cell>(\\\||[^|\n])*) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<content>[^`]*)^```", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Block();
}
