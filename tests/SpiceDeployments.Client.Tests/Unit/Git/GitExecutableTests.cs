using SpiceDeployments.Client.Internal.Git;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Git;

public sealed class GitExecutableTests : IDisposable
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "git.exe" : "git";

    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Find_SeveralFolders_ReturnsTheFirstFile()
    {
        _sandbox.Write($"second/{FileName}", "");
        _sandbox.Write($"third/{FileName}", "");

        string? found = GitExecutable.Find(string.Join(Path.PathSeparator, ((string[])["first", "second", "third"]).Select(folder => _sandbox.PathOf(folder))));

        Assert.Equal(_sandbox.PathOf("second", FileName), found);
    }

    /// <summary>The current folder may be the checkout of a stranger's pull request.</summary>
    [Fact]
    public void Find_RelativeFolder_IsIgnored()
    {
        _sandbox.Write($"tools/{FileName}", "");
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, _sandbox.PathOf("tools"));

        Assert.False(Path.IsPathFullyQualified(relative));
        Assert.Null(GitExecutable.Find(string.Join(Path.PathSeparator, ["", ".", relative])));
    }

    [Fact]
    public void Find_NoPath_ReturnsNull() => Assert.Null(GitExecutable.Find(null));
}
