using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Docs.Tests.Links;

/// <summary>The links of a Markdown page and the anchors of its headings.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string text)
    {
        string prose = CodeBlock().Replace(text.ReplaceLineEndings("\n"), "");
        Targets = [.. Link().Matches(CodeSpan().Replace(prose, "")).Select(match => match.Groups["target"].Value)];
        Anchors = [.. Heading().Matches(prose).Select(match => AnchorOf(match.Groups["text"].Value))];
    }

    /// <summary>The targets of the links, as written.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>The valid fragments of links to the page.</summary>
    public IReadOnlyList<string> Anchors { get; }

    public static MarkdownPage Read(string path) => new(File.ReadAllText(path));

    /// <summary>Creates the anchor as GitHub does: lower case, hyphens for spaces, no punctuation.</summary>
    private static string AnchorOf(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
