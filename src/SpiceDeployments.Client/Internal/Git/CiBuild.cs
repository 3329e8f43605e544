namespace SpiceDeployments.Client.Internal.Git;

/// <summary>What a CI system reports about the build that runs this process.</summary>
/// <param name="System">The name of the CI system.</param>
internal sealed record CiBuild(string System)
{
    public bool IsTag { get; init; }

    public bool IsPullRequest { get; init; }

    /// <summary>The name of the branch, or <c>null</c> if unknown or if a tag is built.</summary>
    public string? Branch { get; init; }

    /// <summary>The commit as reported, or <c>null</c>. May be abbreviated.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether <see cref="Commit"/> may be a merge of the pull request with its target branch.</summary>
    public bool MayBeMerge { get; init; }

    /// <summary>The message of <see cref="Commit"/> as reported, or <c>null</c>.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the system does not report what is built, as when a variable of the machine has the name of its marker.</summary>
    public bool IsEmpty => !IsTag && !IsPullRequest && Branch is null && Commit is null;
}
