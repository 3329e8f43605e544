using SpiceDeployments.Client.Internal.Git;

namespace SpiceDeployments.Client.Tests.Unit.Git;

public sealed class CiSystemTests
{
    public static TheoryData<string> Builds => [.. RecordedBuilds.All.Select(build => build.Name)];

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

    /// <summary>Each system counts, and none is another one because of a marker or a variable that both have.</summary>
    [Fact]
    public void AllSystems_Names_AreFourteen() =>
        Assert.Equal(14, CiSystems.All.Select(system => system.Name).Distinct(StringComparer.Ordinal).Count());

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
}
