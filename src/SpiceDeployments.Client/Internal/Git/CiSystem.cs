namespace SpiceDeployments.Client.Internal.Git;

/// <summary>A CI system: which of its variables contain what. Of several variables, the first one that is not blank counts.</summary>
/// <param name="Name">The name, as <see cref="GitMetadata.Source"/> reports it.</param>
/// <param name="Markers">The variables that show that this system runs the process. One of them is sufficient.</param>
internal sealed record CiSystem(string Name, params IReadOnlyList<string> Markers)
{
    /// <summary>The value that the marker must have, or <c>null</c> if any value but <c>false</c> is sufficient.</summary>
    public string? MarkerValue { get; init; }

    /// <summary>The variables that must be set besides the marker.</summary>
    public IReadOnlyList<string> Requirements { get; init; } = [];

    /// <summary>The variables that only builds of tags have.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The variables that only builds of pull requests have.</summary>
    public IReadOnlyList<string> PullRequests { get; init; } = [];

    /// <summary>The branch of a build that is not of a pull request.</summary>
    public required IReadOnlyList<string> Branches { get; init; }

    /// <summary>The commit of a build that is not of a pull request.</summary>
    public required IReadOnlyList<string> Commits { get; init; }

    /// <summary>The message of the commit in <see cref="Commits"/>.</summary>
    public IReadOnlyList<string> Messages { get; init; } = [];

    /// <summary>The source branch of a pull request.</summary>
    public required IReadOnlyList<string> PullRequestBranches { get; init; }

    /// <summary>The head of a pull request.</summary>
    public required IReadOnlyList<string> PullRequestCommits { get; init; }

    /// <summary>The head of a pull request, or a merge of it with the target branch.</summary>
    public IReadOnlyList<string> PullRequestMerges { get; init; } = [];

    /// <summary>The message of the commit in <see cref="PullRequestCommits"/>.</summary>
    public IReadOnlyList<string> PullRequestMessages { get; init; } = [];

    /// <summary>Returns a function that returns the value of a name in the lists above, or <c>null</c>. By default, the names are environment variables.</summary>
    public Func<GitEnvironment, Func<string, string?>> CreateReader { get; init; } = environment => environment.Get;

    /// <summary>Whether this system runs the process.</summary>
    public bool IsActive(GitEnvironment environment) =>
        Markers.Any(name => environment.Get(name) is { } value && IsMarkerValue(value)) && Requirements.All(name => environment.Get(name) is not null);

    /// <summary>Reads what the system reports about the build.</summary>
    public CiBuild Read(GitEnvironment environment)
    {
        Func<string, string?> read = CreateReader(environment);
        string[] refs = [.. Branches.Select(read).OfType<string>()];
        if (PullRequests.Any(name => read(name) is { } value && !IsFalse(value)) || refs.Any(BranchName.IsPullRequest))
        {
            return ReadPullRequest(read);
        }

        bool isTag = Tags.Any(name => read(name) is { } value && !IsFalse(value)) || refs.Any(BranchName.IsTag);
        return new CiBuild(Name)
        {
            IsTag = isTag,
            Branch = isTag ? null : refs.Select(BranchName.Parse).FirstOrDefault(branch => branch is not null),
            Commit = First(read, Commits),
            Message = First(read, Messages),
        };
    }

    private static string? First(Func<string, string?> read, IReadOnlyList<string> names) => names.Select(read).FirstOrDefault(value => value is not null);

    /// <summary>Buildkite, Travis CI and AppVeyor have the text <c>false</c> instead of no value.</summary>
    private static bool IsFalse(string value) => value.Equals("false", StringComparison.OrdinalIgnoreCase);

    private bool IsMarkerValue(string value) => MarkerValue is null ? !IsFalse(value) : value.Equals(MarkerValue, StringComparison.OrdinalIgnoreCase);

    private CiBuild ReadPullRequest(Func<string, string?> read)
    {
        string? head = First(read, PullRequestCommits);
        string? commit = head ?? First(read, PullRequestMerges);
        return new CiBuild(Name)
        {
            IsPullRequest = true,
            Branch = BranchName.Parse(First(read, PullRequestBranches)),
            Commit = commit,
            MayBeMerge = head is null,
            Message = First(read, PullRequestMessages) ?? (commit == First(read, Commits) ? First(read, Messages) : null),
        };
    }
}
