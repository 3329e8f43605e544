using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests.Links;

public sealed class LinkTests
{
    private static readonly string[] ExcludedFolders = ["bin", "obj", "artifacts", "TestResults", "results"];

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => ExcludedFolders.Contains(part)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLink_HasATarget(string page)
    {
        string path = Repository.PathOf(page);

        Assert.DoesNotContain(MarkdownPage.Read(path).Targets, target => !HasTarget(path, target));
    }

    /// <summary>A file, folder or heading of this repository must exist. A link to the web must be a valid https address.</summary>
    private static bool HasTarget(string page, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(target, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps;
        }

        string[] parts = target.Split('#');
        string file = parts[0].Length is 0 ? page : Path.GetFullPath(parts[0], Path.GetDirectoryName(page)!);
        return Path.Exists(file) && (parts.Length is 1 || MarkdownPage.Read(file).Anchors.Contains(parts[1]));
    }
}
