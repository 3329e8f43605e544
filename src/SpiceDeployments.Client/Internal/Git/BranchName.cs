using System.Buffers;

namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Derives the name of a branch from a ref of a CI system.</summary>
internal static class BranchName
{
    private const string Tags = "refs/tags/";

    private static readonly string[] Prefixes = ["refs/heads/", "refs/remotes/", "remotes/", "origin/"];

    /// <summary>What a CI system reports instead of a branch: Git and Buildkite, Jenkins, TeamCity.</summary>
    private static readonly string[] Placeholders = ["HEAD", "detached", "<default>"];

    /// <summary>What <c>git check-ref-format</c> allows in no name, such as the <c>:</c> of Buildkite's <c>owner:branch</c>.</summary>
    private static readonly SearchValues<char> Invalid = SearchValues.Create([.. " ~^:?*[\\", .. Enumerable.Range(0, 0x20).Select(code => (char)code), '\x7F']);

    /// <summary>Whether a ref is a tag.</summary>
    public static bool IsTag(string? name) => RemovePrefixes(name, "origin/") is { } rest && rest.StartsWith(Tags, StringComparison.Ordinal);

    /// <summary>Whether a ref is one that the host of the repository makes for a pull request, such as <c>refs/pull/7/merge</c> of GitHub.</summary>
    public static bool IsPullRequest(string? name) => RemovePrefixes(name, "refs/", "remotes/", "origin/")?.Split('/') switch
    {
        ["pull" or "pull-requests" or "merge-requests", var number, ..] => IsNumber(number),
        ["pr", var number, "merge" or "head"] => IsNumber(number), // Of Jenkins.
        [var number, "merge"] => IsNumber(number), // Of GitHub and TeamCity.
        _ => false,
    };

    /// <summary>Returns the name of the branch, or <c>null</c> if the ref is no branch.</summary>
    public static string? Parse(string? name)
    {
        string? branch = RemovePrefixes(name, Prefixes);
        bool isBranch = !string.IsNullOrEmpty(branch)
            && !branch.StartsWith("refs/", StringComparison.Ordinal)
            && !branch.AsSpan().ContainsAny(Invalid)
            && !Placeholders.Contains(branch)
            && !IsPullRequest(name);
        return isBranch ? branch : null;
    }

    private static string? RemovePrefixes(string? name, params IEnumerable<string> prefixes)
    {
        foreach (string prefix in prefixes)
        {
            name = name?.StartsWith(prefix, StringComparison.Ordinal) is true ? name[prefix.Length..] : name;
        }

        return name;
    }

    private static bool IsNumber(string text) => text is not "" && text.All(char.IsAsciiDigit);
}
