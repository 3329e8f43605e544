using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Docs.Tests.Links;

/// <summary>The links of a page, and the headings that links can lead to.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string text)
    {
        string prose = CodeBlock().Replace(text.ReplaceLineEndings("\n"), "");
        Targets = [.. Link().Matches(CodeSpan().Replace(prose, "")).Select(match => match.Groups["target"].Value)];
        Anchors = [.. Heading().Matches(prose).Select(match => AnchorOf(match.Groups["text"].Value))];
    }

    /// <summary>Where its links lead, as they are written.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>What a link may say behind <c>#</c>.</summary>
    public IReadOnlyList<string> Anchors { get; }

    public static MarkdownPage Read(string path) => new(File.ReadAllText(path));

    /// <summary>As GitHub makes it: small letters, hyphens for spaces, no punctuation.</summary>
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
