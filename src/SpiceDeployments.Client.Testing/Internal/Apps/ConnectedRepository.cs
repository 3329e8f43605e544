using SpiceDeployments.Client.Testing.Internal.Normalization;

namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>The GitHub repository of an app. Its commits are made up: every branch, tag and abbreviated commit id exists.</summary>
internal sealed record ConnectedRepository(string Name)
{
    private const string RefPrefix = "refs/heads/";
    private const int AbbreviationLength = 7;

    /// <summary>
    /// Resolves the commit, which without one is the head of the branch, and without that the head of the production branch. The message is that of the
    /// commit.
    /// </summary>
    public DeploymentValues Resolve(DeploymentValues values, string? productionBranch)
    {
        string defaultBranch = productionBranch ?? "main";
        string branch = RemoveRefPrefix(Or(values.Branch, defaultBranch));
        string revision = Or(values.CommitSha, branch);
        string commit = MadeUpDigits.ResolveCommit(revision is "HEAD" ? defaultBranch : RemoveRefPrefix(revision), Name);
        return values with { Branch = branch, CommitSha = commit, CommitMessage = $"Commit {commit[..AbbreviationLength]} of {Name}" };
    }

    private static string Or(string? value, string defaultValue) => string.IsNullOrWhiteSpace(value) ? defaultValue : value;

    private static string RemoveRefPrefix(string name) => name.StartsWith(RefPrefix, StringComparison.Ordinal) ? name[RefPrefix.Length..] : name;
}
