using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Git;

/// <summary>Event files of GitHub Actions that are missing, broken or incomplete.</summary>
public sealed class GitHubEventTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public static TheoryData<string> BrokenEvents =>
    [
        "",
        "{",
        "null",
        "[]",
        "\"pull_request\"",
        """{"pull_request":null}""",
        """{"pull_request":[{"head":{"sha":"9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345"}}]}""",
        """{"pull_request":{"head":{"sha":7}}}""",
        """{"pull_request":{"head":{"sha":"\ud800"}}}""",
        """{"pull_request":{"head":{"sha":"9f2c4e7"}}}""",
        $"{new string('[', 1000)}{new string(']', 1000)}",
    ];

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [MemberData(nameof(BrokenEvents))]
    public void Detect_BrokenEventOfAPullRequest_ReturnsTheBranchAndNotTheMerge(string json)
    {
        GitMetadata? metadata = DetectPullRequest(_sandbox.Write("event.json", json));

        Assert.Equal(new GitMetadata { Branch = "feature/x", Source = "GitHub Actions" }, metadata);
    }

    [Fact]
    public void Detect_MissingEvent_ReturnsTheBranchAndNotTheMerge()
    {
        Assert.Equal("feature/x", DetectPullRequest(_sandbox.PathOf("missing.json"))?.Branch);
        Assert.Equal("feature/x", DetectPullRequest(_sandbox.PathOf())?.Branch);
        Assert.Null(DetectPullRequest("\0")?.CommitSha);
    }

    [Fact]
    public void Detect_EventWithByteOrderMark_IsRead() =>
        Assert.Equal(RecordedBuilds.Head, DetectPullRequest(_sandbox.Write("event.json", "\uFEFF" + ReadPullRequest()))?.CommitSha);

    /// <summary>GitHub sends at most 25 MB.</summary>
    [Theory]
    [InlineData(24, RecordedBuilds.Head)]
    [InlineData(26, null)]
    public void Detect_LargeEvent_IsReadUpToTheLimit(int megabytes, string? commit) =>
        Assert.Equal(commit, DetectPullRequest(_sandbox.Write("event.json", new string(' ', megabytes * 1024 * 1024) + ReadPullRequest()))?.CommitSha);

    /// <summary>The variables of these events describe the default branch, or the base of the pull request.</summary>
    [Theory]
    [InlineData("workflow_run")]
    [InlineData("pull_request_target")]
    public void Detect_EventWithHeadElsewhereIsMissing_ReturnsNothing(string eventName) =>
        Assert.Null(DetectedBuild.Detect(
            ("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", eventName), ("GITHUB_REF", "refs/heads/main"), ("GITHUB_REF_NAME", "main"), ("GITHUB_REF_TYPE", "branch"),
            ("GITHUB_SHA", RecordedBuilds.Base), ("GITHUB_HEAD_REF", ""), ("GITHUB_EVENT_PATH", _sandbox.PathOf("missing.json"))));

    [Theory]
    [InlineData("branch", "main")]
    [InlineData("tag", null)]
    [InlineData("", null)]
    public void Detect_OnlyTheShortName_IsABranchIfTheTypeIs(string type, string? branch) =>
        Assert.Equal(
            branch,
            DetectedBuild.Detect(("GITHUB_ACTIONS", "true"), ("GITHUB_REF_NAME", "main"), ("GITHUB_REF_TYPE", type), ("GITHUB_SHA", RecordedBuilds.Head))?.Branch);

    private static string ReadPullRequest() => File.ReadAllText(RecordedBuilds.PathOf("pull-request.json"));

    private static GitMetadata? DetectPullRequest(string eventPath) => DetectedBuild.Detect(
        ("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "pull_request"), ("GITHUB_REF", "refs/pull/7/merge"), ("GITHUB_REF_NAME", "7/merge"), ("GITHUB_REF_TYPE", "branch"),
        ("GITHUB_HEAD_REF", "feature/x"), ("GITHUB_SHA", RecordedBuilds.Merge), ("GITHUB_EVENT_PATH", eventPath));
}
