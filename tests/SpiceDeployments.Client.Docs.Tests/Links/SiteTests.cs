using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests.Links;

/// <summary>Checks the tables of contents of the site, in <c>eng/site</c>. The part <c>site</c> of <c>eng/build.cs</c> checks everything else.</summary>
public sealed partial class SiteTests
{
    private static string Site => Repository.PathOf("eng", "site");

    [Fact]
    public void TablesOfContents_EveryPage_IsListedOnce()
    {
        string[] pages =
        [
            .. Directory.GetFiles(Repository.Root, "*.md").Where(path => Path.GetFileName(path) is not "README.md"),
            .. Directory.GetFiles(Repository.PathOf("docs"), "*.md"),
            .. Directory.GetDirectories(Repository.PathOf("samples")).Concat(Directory.GetDirectories(Repository.PathOf("src")))
                .Select(folder => Path.Combine(folder, "README.md")).Where(File.Exists),
        ];

        string[] entries = [.. Directory.GetDirectories(Site).Select(folder => Path.Combine(folder, "toc.yml")).Where(File.Exists).SelectMany(Entries)];

        Assert.Equal(Names(pages), Names(entries));
    }

    /// <summary>The paths of the pages that a table of contents lists.</summary>
    private static IEnumerable<string> Entries(string table) =>
        Entry().Matches(File.ReadAllText(table)).Select(match => Path.GetFullPath(match.Groups["page"].Value, Path.GetDirectoryName(table)!));

    private static string[] Names(IEnumerable<string> paths) =>
        [.. paths.Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"href: (?<page>\S+\.md)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();
}
