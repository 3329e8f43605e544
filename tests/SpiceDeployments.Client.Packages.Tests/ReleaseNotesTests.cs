using System.IO.Compression;
using System.Xml.Linq;

namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>Where release notes come from, in every state that a changelog goes through.</summary>
public sealed class ReleaseNotesTests(LocalFeed feed)
{
    private const string Project = "SpiceDeployments.Client.Testing";

    private const string BeforeRelease = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- What comes.\n\n## [9.8.0] - 2026-11-30\n\n- What was.\n\n[9.8.0]: https://example.com\n";
    private const string AfterRelease = "# Changelog\n\n## [Unreleased]\n\n## [9.9.0] - 2026-12-01\n\n### Added\n\n- What comes.\n\n## [9.8.0] - 2026-11-30\n\n- What was.\n";

    [Theory]
    [InlineData("9.9.0-alpha.0.1", BeforeRelease, "### Added\n\n- What comes.")]
    [InlineData("9.9.0", AfterRelease, "### Added\n\n- What comes.")]
    [InlineData("9.8.0", BeforeRelease, "- What was.")]
    [InlineData("9.9.1-alpha.0.1", AfterRelease, null)]
    public async Task Pack_TakesWhatTheChangelogSaysOfTheVersion(string version, string changelog, string? notes)
    {
        await feed.PackAsync(Project, version, $"-p:ChangelogFile={Write(changelog)}");

        using ZipArchive package = feed.Open(Project, version, ".nupkg");
        XElement metadata = Nuspec.MetadataOf(package);
        Assert.Equal(notes, metadata.Element(metadata.Name.Namespace + "releaseNotes")?.Value.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Pack_OfAReleaseThatTheChangelogDoesNotKnow_FailsAndSaysSo()
    {
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => feed.PackAsync(Project, "9.9.1", $"-p:ChangelogFile={Write(AfterRelease)}"));

        Assert.Contains("says nothing under '## [9.9.1]'.", failure.Message, StringComparison.Ordinal);
    }

    private string Write(string changelog)
    {
        string path = Path.Combine(feed.NewFolder(Path.GetRandomFileName()), "CHANGELOG.md");
        File.WriteAllText(path, changelog);
        return path;
    }
}
