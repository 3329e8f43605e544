using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Git;

/// <summary>Repositories made by <c>git</c>. Each is read with <c>git</c>, and from its files alone, which do not show messages.</summary>
public sealed class RepositoryTests : IDisposable
{
    private const string Message = "Add the dataset of open orders";

    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Detect_Repository_ReturnsItsHead()
    {
        string repository = _sandbox.CreateRepository();

        AssertDetected(repository, "main", _sandbox.Git(repository, "rev-parse", "HEAD"), Message);
    }

    [Fact]
    public void Detect_DirectoryInsideTheRepository_ReturnsTheHead()
    {
        string repository = _sandbox.CreateRepository();
        string inside = Directory.CreateDirectory(_sandbox.PathOf("repository", "src", "app")).FullName;

        AssertDetected(inside, "main", _sandbox.Git(repository, "rev-parse", "HEAD"), Message);
    }

    [Fact]
    public void Detect_BranchWithSlashes_ReturnsItsWholeName()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(repository, "checkout", "--quiet", "-b", "feature/orders/x");

        AssertDetected(repository, "feature/orders/x", _sandbox.Git(repository, "rev-parse", "HEAD"), Message);
    }

    [Fact]
    public void Detect_DetachedHead_ReturnsNoBranch()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(repository, "checkout", "--quiet", "--detach");

        AssertDetected(repository, branch: null, _sandbox.Git(repository, "rev-parse", "HEAD"), Message);
    }

    /// <summary>The branch does not exist before its first commit.</summary>
    [Fact]
    public void Detect_UnbornBranch_ReturnsNull() => AssertDetectsNothing(_sandbox.CreateEmptyRepository());

    [Fact]
    public void Detect_NoRepository_ReturnsNull() => AssertDetectsNothing(Directory.CreateDirectory(_sandbox.PathOf("empty")).FullName);

    [Theory]
    [InlineData("missing")]
    [InlineData("README.md")]
    public void Detect_NoDirectoryInsideARepository_ReturnsNull(string name)
    {
        _sandbox.CreateRepository();
        _sandbox.Write("repository/README.md", "");

        AssertDetectsNothing(_sandbox.PathOf("repository", name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    public void Detect_InvalidDirectory_ReturnsNull(string directory) => AssertDetectsNothing(directory);

    [Fact]
    public void Detect_NoDirectory_ReadsTheCurrentOne() => Assert.Equal(_sandbox.Detect(Environment.CurrentDirectory), _sandbox.Detect(null));

    [Fact]
    public void Detect_Worktree_ReturnsItsBranchFromTheCommonFolder()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(repository, "worktree", "add", "--quiet", "-b", "topic", _sandbox.PathOf("worktree"));
        string commit = _sandbox.Commit(_sandbox.PathOf("worktree"), "Change the topic");

        Assert.True(File.Exists(_sandbox.PathOf("worktree", ".git")));
        AssertDetected(_sandbox.PathOf("worktree"), "topic", commit, "Change the topic");
    }

    [Fact]
    public void Detect_WorktreeWithPackedRefs_ReturnsItsBranchFromTheCommonFolder()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(repository, "worktree", "add", "--quiet", "-b", "topic", _sandbox.PathOf("worktree"));
        _sandbox.Git(repository, "pack-refs", "--all");

        AssertDetected(_sandbox.PathOf("worktree"), "topic", _sandbox.Git(repository, "rev-parse", "HEAD"), Message);
    }

    [Fact]
    public void Detect_Submodule_ReturnsItsHeadThroughARelativePath()
    {
        string library = _sandbox.CreateRepository("library", "Add the library");
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(repository, "submodule", "--quiet", "add", new Uri(library).AbsoluteUri, "library");
        string submodule = _sandbox.PathOf("repository", "library");

        Assert.StartsWith("gitdir: ../", File.ReadAllText(Path.Combine(submodule, ".git")), StringComparison.Ordinal);
        AssertDetected(submodule, "main", _sandbox.Git(library, "rev-parse", "HEAD"), "Add the library");
    }

    [Fact]
    public void Detect_BareRepository_ReturnsItsHead()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(_sandbox.PathOf(), "clone", "--quiet", "--bare", repository, "bare");

        AssertDetected(_sandbox.PathOf("bare"), "main", _sandbox.Git(repository, "rev-parse", "HEAD"), Message);
    }

    [Fact]
    public void Detect_ShallowClone_ReturnsItsHead()
    {
        string repository = _sandbox.CreateRepository();
        string commit = _sandbox.Commit(repository, "Add another dataset");
        _sandbox.Git(_sandbox.PathOf(), "clone", "--quiet", "--depth", "1", new Uri(repository).AbsoluteUri, "shallow");

        Assert.True(File.Exists(_sandbox.PathOf("shallow", ".git", "shallow")));
        AssertDetected(_sandbox.PathOf("shallow"), "main", commit, "Add another dataset");
    }

    [Fact]
    public void Detect_Sha256_ReturnsSixtyFourDigits()
    {
        string repository = _sandbox.CreateEmptyRepository("repository", "--object-format=sha256");
        string commit = _sandbox.Commit(repository, Message);

        Assert.Equal(64, commit.Length);
        AssertDetected(repository, "main", commit, Message);
    }

    /// <summary>The file has a header, a peeled tag, and a branch whose name ends like the other one.</summary>
    [Fact]
    public void Detect_PackedRefs_ReturnsTheCommitOfTheBranch()
    {
        string repository = _sandbox.CreateRepository();
        string commit = _sandbox.Git(repository, "rev-parse", "HEAD");
        _sandbox.Git(repository, "checkout", "--quiet", "-b", "a/refs/heads/main");
        _sandbox.Commit(repository, "Change a");
        _sandbox.Git(repository, "tag", "--annotate", "--message", "Release", "main");
        _sandbox.Git(repository, "checkout", "--quiet", "refs/heads/main", "-B", "main");
        _sandbox.Git(repository, "pack-refs", "--all");

        string packed = File.ReadAllText(Path.Combine(repository, ".git", "packed-refs"));
        Assert.StartsWith("# pack-refs with:", packed, StringComparison.Ordinal);
        Assert.Contains("\n^", packed, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(repository, ".git", "refs", "heads", "main")));
        AssertDetected(repository, "main", commit, Message);
    }

    [Fact]
    public void Detect_LooseAndPackedRef_ReturnsTheLooseOne()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(repository, "pack-refs", "--all");

        AssertDetected(repository, "main", _sandbox.Commit(repository, "Add another dataset"), "Add another dataset");
    }

    [Fact]
    public void Detect_BranchThatRefersToAnother_ReturnsTheOther()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Git(repository, "symbolic-ref", "refs/heads/current", "refs/heads/main");
        _sandbox.Git(repository, "symbolic-ref", "HEAD", "refs/heads/current");

        AssertDetected(repository, "main", _sandbox.Git(repository, "rev-parse", "HEAD"), Message);
    }

    /// <summary>The installed <c>git</c> may be too old for reftables, so that the test writes the files: the branches are in the tables only.</summary>
    [Fact]
    public void Detect_ReftablesThatGitCannotRead_ReturnsNull()
    {
        _sandbox.Write("repository/.git/HEAD", "ref: refs/heads/.invalid\n");
        _sandbox.Write("repository/.git/config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n");
        _sandbox.Write("repository/.git/refs/heads", "this repository uses the reftable format\n");
        _sandbox.Write("repository/.git/reftable/tables.list", "0x000000000001-0x000000000001-00000000.ref\n");
        Directory.CreateDirectory(_sandbox.PathOf("repository", ".git", "objects"));

        AssertDetectsNothing(_sandbox.PathOf("repository"));
    }

    [Theory]
    [InlineData("ref: refs/heads/../../../secret")]
    [InlineData("ref: HEAD")]
    [InlineData("ref: refs/heads/main")]
    [InlineData("9f2c4e7")]
    [InlineData("")]
    public void Detect_BrokenHead_ReturnsNull(string head)
    {
        string repository = _sandbox.CreateEmptyRepository();
        _sandbox.Write("secret", "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345");
        _sandbox.Write("repository/.git/refs/heads/main", "ref: refs/heads/main");
        File.WriteAllText(Path.Combine(repository, ".git", "HEAD"), head);

        AssertDetectsNothing(repository);
    }

    [Theory]
    [InlineData("gitdir: missing")]
    [InlineData("gitdir: \0")]
    [InlineData("nonsense")]
    [InlineData("")]
    public void Detect_BrokenLink_ReturnsNull(string link)
    {
        _sandbox.Write("folder/.git", link);

        AssertDetectsNothing(_sandbox.PathOf("folder"));
    }

    /// <summary>Reads with <c>git</c>, then without.</summary>
    private void AssertDetected(string directory, string? branch, string commit, string message)
    {
        var expected = new GitMetadata { Branch = branch, CommitSha = commit, CommitMessage = message, Source = "git" };
        Assert.Equal(expected, _sandbox.Detect(directory));
        _sandbox.HideGit();
        Assert.Equal(expected with { CommitMessage = null }, _sandbox.Detect(directory));
    }

    private void AssertDetectsNothing(string directory)
    {
        Assert.Null(_sandbox.Detect(directory));
        _sandbox.HideGit();
        Assert.Null(_sandbox.Detect(directory));
    }
}
