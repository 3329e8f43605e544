using SpiceDeployments.Client.Internal.Git;
using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Tests.Unit.Git;

public sealed class CiSystemTests
{
    public static TheoryData<string> Builds => [.. RecordedBuilds.All.Select(build => build.Name)];

    /// <summary>The rows of the table of the systems. A row that begins with a dash continues the one before it.</summary>
    private static IEnumerable<string> Documentation => File.ReadLines(Repository.PathOf("docs", "git-metadata.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal) || IsContinuation(line));

    public static TheoryData<string> Systems => [.. CiSystems.All.Select(system => system.Name)];

    [Theory]
    [MemberData(nameof(Builds))]
    public void Detect_RecordedBuild_ReturnsWhatWasBuilt(string name)
    {
        RecordedBuild build = RecordedBuilds.All.Single(build => build.Name == name);

        GitMetadata? metadata = DetectedBuild.Detect(build.Variables);

        Assert.Equal(new GitMetadata { Branch = build.Branch, CommitSha = build.CommitSha, CommitMessage = build.CommitMessage, Source = build.System }, metadata);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void EverySystem_HasARecordedPushPullRequestAndTag(string system)
    {
        string[] kinds = [.. RecordedBuilds.All.Where(build => build.System == system).Select(build => build.Kind)];

        Assert.Contains("push", kinds);
        Assert.Contains("tag", kinds);
        Assert.Contains(kinds, kind => kind.StartsWith("pull request", StringComparison.Ordinal) || kind.StartsWith("merge request", StringComparison.Ordinal));
    }

    [Fact]
    public void AllSystems_Names_AreFourteenInTheOrderOfTheDocumentation()
    {
        string[] documented = [.. Documentation.Where(row => !IsContinuation(row)).Select(row => row.Split('`')[1])];

        Assert.Equal(14, CiSystems.All.Count);
        Assert.Equal(CiSystems.All.Select(system => system.Name), documented);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void EverySystem_EveryVariable_IsDocumented(string name)
    {
        CiSystem system = CiSystems.All.Single(system => system.Name == name);
        string rows = string.Concat(Documentation.SkipWhile(row => !row.StartsWith($"| `{name}`", StringComparison.Ordinal)).TakeWhile((row, i) => i is 0 || IsContinuation(row)));
        IEnumerable<string> variables =
        [
            .. system.Markers, .. system.Requirements, .. system.Branches, .. system.Commits, .. system.Messages, .. system.PullRequestBranches, .. system.PullRequestCommits,
            .. system.PullRequestMerges, .. system.PullRequestMessages,
        ];

        Assert.All(variables, variable => Assert.Contains($"`{variable}`", rows, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void Detect_MarkersAreFalse_ReturnsNothing(string name)
    {
        RecordedBuild build = RecordedBuilds.All.Single(build => build.Name == name);
        IEnumerable<string> markers = CiSystems.All.SelectMany(system => system.Markers);
        var variables = build.Variables.ToDictionary(variable => variable.Key, variable => markers.Contains(variable.Key) ? "false" : variable.Value, StringComparer.Ordinal);

        Assert.Null(DetectedBuild.Detect(variables));
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void Detect_OtherVariablesBlank_ReturnsNothing(string name)
    {
        RecordedBuild build = RecordedBuilds.All.Single(build => build.Name == name);
        IEnumerable<string> markers = CiSystems.All.SelectMany(system => system.Markers);
        var variables = build.Variables.ToDictionary(variable => variable.Key, variable => markers.Contains(variable.Key) ? variable.Value : " ", StringComparer.Ordinal);

        Assert.Null(DetectedBuild.Detect(variables));
    }

    private static bool IsContinuation(string row) => row.StartsWith("| –", StringComparison.Ordinal);
}
