namespace SpiceDeployments.Client.Tests.Unit.Git;

/// <summary>The variables of a build, and what they mean.</summary>
/// <param name="System">The CI system.</param>
/// <param name="Kind">What was built.</param>
internal sealed record RecordedBuild(string System, string Kind)
{
    public required Dictionary<string, string> Variables { get; init; }

    public string? Branch { get; init; }

    public string? CommitSha { get; init; } = RecordedBuilds.Head;

    public string? CommitMessage { get; init; }

    public string Name => $"{System}, {Kind}";
}
