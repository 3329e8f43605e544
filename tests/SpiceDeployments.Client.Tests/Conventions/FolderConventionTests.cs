using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Shared;
using SpiceDeployments.Client.Tests.Shared.Folders;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed partial class FolderConventionTests
{
    private const string Project = "SpiceDeployments.Client";

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

    /// <summary>Models and exceptions are in the root namespace, and registration methods in the namespace of the container.</summary>
    [Fact]
    public void EveryFile_Namespace_AgreesWithTheFolder()
    {
        Assert.NotEmpty(Files);
        Assert.All(Files, file => Assert.Equal(GetExpectedNamespace(file), Namespace().Match(File.ReadAllText(Path.Combine(Root, file))).Groups["name"].Value));
    }

    [Theory]
    [InlineData("Models/")]
    [InlineData("Exceptions/")]
    public void ModelsAndExceptions_Dependencies_AreNotInternal(string folder)
    {
        string[] files = [.. Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal))];

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain($"{Project}.Internal", File.ReadAllText(Path.Combine(Root, file)), StringComparison.Ordinal));
    }

    private static string GetExpectedNamespace(string file)
    {
        string folder = (Path.GetDirectoryName(file) ?? "").Replace(Path.DirectorySeparatorChar, '.');
        return folder switch
        {
            _ when file.EndsWith("ServiceCollectionExtensions.cs", StringComparison.Ordinal) => "Microsoft.Extensions.DependencyInjection",
            "" or "Models" or "Exceptions" => Project,
            _ => $"{Project}.{folder}",
        };
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Namespace();
}
