using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>On a connected app, Git metadata chooses what is deployed. Only the caller adds it to a request.</summary>
public sealed class GitMetadataConventionTests
{
    [Theory]
    [InlineData("GitMetadata.Detect(", new string[0])]
    [InlineData("WithGitMetadata(", new[] { "CreateDeploymentRequest.cs" })]
    [InlineData("GitMetadataDetector(", new[] { "GitMetadata.cs", "GitMetadataDetector.cs" })]
    public void Detection_InThePackage_HasNoCaller(string call, string[] files)
    {
        string root = Repository.PathOf("src", "SpiceDeployments.Client");
        IEnumerable<string> found = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).StartsWith("obj", StringComparison.Ordinal) && File.ReadAllText(file).Contains(call, StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file));

        Assert.Equal(files, found.Order(StringComparer.Ordinal));
    }
}
