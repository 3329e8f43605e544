namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Combines what the CI system reports with what the repository contains.</summary>
internal sealed class GitMetadataDetector(GitEnvironment environment)
{
    private const string GitSource = "git";

    /// <summary>Returns the branch, the commit and its message, or <c>null</c> if nothing is known.</summary>
    /// <param name="directory">A directory of the repository. If <c>null</c>, the current directory.</param>
    public GitMetadata? Detect(string? directory)
    {
        using var git = new GitCommand(environment);
        GitRepository? repository = GetFullPath(directory) is { } path ? new GitRepository(path, git) : null;
        CiBuild? build = CiSystems.All.Where(system => system.IsActive(environment)).Select(system => system.Read(environment)).FirstOrDefault(build => !build.IsEmpty);
        GitMetadata metadata = build is null ? Read(repository) : Read(build, repository);
        return metadata is { Branch: null, CommitSha: null } ? null : metadata;
    }

    private static string? GetFullPath(string? directory)
    {
        try
        {
            string path = Path.GetFullPath(directory ?? Environment.CurrentDirectory);
            return Directory.Exists(path) ? path : null;
        }
        catch (Exception exception) when (TextFile.IsExpected(exception))
        {
            return null;
        }
    }

    /// <summary>A branch without a commit does not exist yet.</summary>
    private static GitMetadata Read(GitRepository? repository)
    {
        GitCommit? head = repository?.ReadHeadCommit();
        return new GitMetadata
        {
            Branch = head is null ? null : repository?.ReadHeadBranch(),
            CommitSha = head?.Id,
            CommitMessage = head?.Message,
            Source = GitSource,
        };
    }

    private static GitMetadata Read(CiBuild build, GitRepository? repository)
    {
        string? id = ReadCommitId(build, repository);
        return new GitMetadata
        {
            Branch = build.Branch ?? ReadBranch(build, id, repository),
            CommitSha = id,
            CommitMessage = id is null ? null : CommitMessage.GetFirstLine(build.Message) ?? repository?.ReadCommit(id)?.Message,
            Source = build.System,
        };
    }

    private static string? ReadCommitId(CiBuild build, GitRepository? repository)
    {
        if (CommitId.Parse(build.Commit) is { } id)
        {
            return build.MayBeMerge && repository?.ReadCommit(id)?.IsMerge is true ? null : id;
        }

        return build.Commit is { } commit && CommitId.IsAbbreviated(commit) ? Expand(commit, repository) : ReadHeadId(build, repository);
    }

    private static string? Expand(string abbreviated, GitRepository? repository) =>
        new[] { repository?.ReadCommit(abbreviated), repository?.ReadHeadCommit() }
            .FirstOrDefault(commit => commit?.Id.StartsWith(abbreviated, StringComparison.OrdinalIgnoreCase) is true)?.Id;

    /// <summary>The checkout of a pull request may be a merge with its target branch.</summary>
    private static string? ReadHeadId(CiBuild build, GitRepository? repository) => build.IsPullRequest ? null : repository?.ReadHeadCommit()?.Id;

    /// <summary>The checkout has the branch of the build only if the checkout is the commit of the build.</summary>
    private static string? ReadBranch(CiBuild build, string? id, GitRepository? repository) =>
        build.IsTag || build.IsPullRequest || repository?.ReadHeadCommit()?.Id != id || id is null ? null : repository?.ReadHeadBranch();
}
