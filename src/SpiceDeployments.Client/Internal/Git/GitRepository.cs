namespace SpiceDeployments.Client.Internal.Git;

/// <summary>The repository that contains a directory: what <c>git</c> reports, or else what its files contain.</summary>
/// <param name="directory">The complete path of a directory that exists.</param>
/// <param name="git">The program.</param>
internal sealed class GitRepository(string directory, GitCommand git)
{
    private const string Head = "HEAD";
    private const string BranchPrefix = "refs/heads/";

    private readonly GitFolder? _folder = GitFolder.Find(directory);
    private GitCommit? _head;

    /// <summary>Returns the branch of HEAD, or <c>null</c> if HEAD is detached or unknown.</summary>
    public string? ReadHeadBranch()
    {
        string? name = git.Run(directory, "symbolic-ref", "--quiet", Head)?.Trim() ?? _folder?.ReadHead().Ref;
        return name?.StartsWith(BranchPrefix, StringComparison.Ordinal) is true ? name[BranchPrefix.Length..] : null;
    }

    /// <summary>Returns the commit of HEAD, or <c>null</c> if there is none or it is unknown.</summary>
    public GitCommit? ReadHeadCommit() => _head ??= ReadCommit(Head) ?? ReadHeadCommitFromFiles();

    /// <summary>Returns a commit, or <c>null</c> if the repository does not have it.</summary>
    /// <param name="revision">The id, which may be abbreviated, or HEAD.</param>
    public GitCommit? ReadCommit(string revision)
    {
        string? output = git.Run(directory, "log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%H%n%P%n%B", revision, "--");
        return output?.Split('\n', 3) is [var id, var parents, var message] && CommitId.Parse(id) is not null
            ? new GitCommit(id, parents.Contains(' ', StringComparison.Ordinal), CommitMessage.GetFirstLine(message))
            : null;
    }

    private GitCommit? ReadHeadCommitFromFiles() => _folder?.ReadHead().CommitId is { } id ? new GitCommit(id, IsMerge: false, Message: null) : null;
}
