using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests.Links;

public sealed class LinkTests
{
    private static readonly string[] NotOurs = ["bin", "obj", "artifacts", "TestResults", "results"];

    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => NotOurs.Contains(part)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLink_LeadsSomewhere(string page)
    {
        string path = Repository.PathOf(page);

        Assert.DoesNotContain(MarkdownPage.Read(path).Targets, target => !LeadsSomewhere(path, target));
    }

    /// <summary>A link to a file or folder of this repository, or to a heading, must find it; one to the web must at least be an address that is safe.</summary>
    private static bool LeadsSomewhere(string page, string target)
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
