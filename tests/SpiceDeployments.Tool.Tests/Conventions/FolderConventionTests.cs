using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;
using SpiceDeployments.Client.Tests.Shared.Folders;

namespace SpiceDeployments.Tool.Tests.Conventions;

public sealed partial class FolderConventionTests
{
    private const string Project = "SpiceDeployments.Tool";

    private static readonly string Root = Repository.PathOf("src", Project);

    private static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal));

    [Fact]
    public void Folders_Dependencies_HaveNoCycles()
    {
        IReadOnlyList<FolderDependency> dependencies = FolderDependency.Find(Project);

        Assert.NotEmpty(dependencies);
        Assert.Empty(FolderDependency.FindCycles(dependencies));
    }

    [Fact]
    public void EveryFile_Namespace_AgreesWithTheFolder()
    {
        Assert.NotEmpty(Files);
        Assert.All(Files, file => Assert.Equal(GetExpectedNamespace(file), Namespace().Match(File.ReadAllText(Path.Combine(Root, file))).Groups["name"].Value));
    }

    private static string GetExpectedNamespace(string file) => (Path.GetDirectoryName(file) ?? "").Replace(Path.DirectorySeparatorChar, '.') switch
    {
        "" => Project,
        string folder => $"{Project}.{folder}",
    };

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();
}
