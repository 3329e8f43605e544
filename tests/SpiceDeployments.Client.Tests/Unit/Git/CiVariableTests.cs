namespace SpiceDeployments.Client.Tests.Unit.Git;

/// <summary>What the variables of CI systems contain besides the names of branches and the ids of commits.</summary>
public sealed class CiVariableTests
{
    private const string Head = RecordedBuilds.Head;

    [Fact]
    public void Detect_OnlyTheGenericMarker_ReturnsNothing() =>
        Assert.Null(DetectedBuild.Detect(("CI", "true"), ("CI_COMMIT_SHA", Head), ("CI_COMMIT_BRANCH", "main"), ("BRANCH_NAME", "main"), ("GIT_COMMIT", Head), ("COMMIT_SHA", Head)));

    [Theory]
    [InlineData("JENKINS_URL", "GIT_COMMIT")]
    [InlineData("TEAMCITY_VERSION", "BUILD_VCS_NUMBER")]
    [InlineData("BUILD_ID", "COMMIT_SHA")]
    public void Detect_GitHubRunnerInsideAnotherSystem_ReturnsThatOfGitHub(string marker, string commit)
    {
        GitMetadata? metadata = DetectedBuild.Detect(
            (marker, "x"), ("PROJECT_ID", "x"), (commit, RecordedBuilds.Base), ("GITHUB_ACTIONS", "true"), ("GITHUB_REF", "refs/heads/main"), ("GITHUB_SHA", Head));

        Assert.Equal(("GitHub Actions", Head), (metadata?.Source, metadata?.CommitSha));
    }

    [Fact]
    public void Detect_MarkerOfAnotherSystemWithoutValues_IsIgnored()
    {
        GitMetadata? metadata = DetectedBuild.Detect(("GITHUB_ACTIONS", "true"), ("JENKINS_URL", "https://ci.example"), ("GIT_BRANCH", "origin/main"), ("GIT_COMMIT", Head));

        Assert.Equal(("Jenkins", "main", Head), (metadata?.Source, metadata?.Branch, metadata?.CommitSha));
    }

    [Theory]
    [InlineData("refs/heads/feature/x", "feature/x")]
    [InlineData("origin/feature/x", "feature/x")]
    [InlineData("refs/remotes/origin/feature/x", "feature/x")]
    [InlineData("remotes/origin/main", "main")]
    [InlineData("refs/heads/pull/7", "pull/7")]
    [InlineData("pr/7", "pr/7")]
    [InlineData("head", "head")]
    [InlineData("HEAD", null)]
    [InlineData("detached", null)]
    [InlineData("origin/detached", null)]
    [InlineData("refs/tags/v1", null)]
    [InlineData("origin/refs/tags/v1", null)]
    [InlineData("refs/notes/commits", null)]
    [InlineData("refs/heads/", null)]
    [InlineData("owner:feature", null)]
    [InlineData("two words", null)]
    [InlineData("a\tb", null)]
    public void Detect_RefOfJenkins_ReturnsTheBranch(string reference, string? branch)
    {
        GitMetadata? metadata = DetectedBuild.Detect(("JENKINS_URL", "https://ci.example"), ("GIT_BRANCH", reference), ("GIT_COMMIT", Head));

        Assert.Equal((branch, Head), (metadata?.Branch, metadata?.CommitSha));
    }

    [Theory]
    [InlineData("refs/pull/7/merge")]
    [InlineData("refs/pull-requests/7/from")]
    [InlineData("refs/merge-requests/7/head")]
    [InlineData("origin/pr/7/merge")]
    [InlineData("7/merge")]
    [InlineData("pull/7")]
    public void Detect_RefOfAPullRequestWithoutItsHead_ReturnsNeitherBranchNorMerge(string reference) =>
        Assert.Null(DetectedBuild.Detect(("TF_BUILD", "True"), ("BUILD_SOURCEBRANCH", reference), ("BUILD_SOURCEVERSION", RecordedBuilds.Merge)));

    /// <summary>The variable is <c>x</c> for the branch <c>feature/x</c>.</summary>
    [Fact]
    public void Detect_OnlyTheLastPartOfTheBranchOfAzure_IsNotTaken()
    {
        GitMetadata? metadata = DetectedBuild.Detect(("TF_BUILD", "True"), ("BUILD_SOURCEBRANCHNAME", "x"), ("BUILD_SOURCEVERSION", Head));

        Assert.Null(metadata?.Branch);
        Assert.Equal(Head, metadata?.CommitSha);
    }

    [Theory]
    [InlineData("9f2c4e7a1b3d")]
    [InlineData("HEAD")]
    [InlineData("12345")]
    [InlineData("9f2c4e7a1b3d5f60718293a4b5c6d7e8f901234")]
    [InlineData("9f2c4e7a1b3d5f60718293a4b5c6d7e8f90123456")]
    [InlineData("9f2c4e7a1b3d5f60718293a4b5c6d7e8f901234g")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("arn:aws:s3:::bucket/source.zip")]
    public void Detect_NoCompleteId_ReturnsNoCommit(string commit)
    {
        GitMetadata? metadata = DetectedBuild.Detect(("BUILDKITE", "true"), ("BUILDKITE_BRANCH", "main"), ("BUILDKITE_COMMIT", commit), ("BUILDKITE_MESSAGE", "Add x"));

        Assert.Equal(new GitMetadata { Branch = "main", Source = "Buildkite" }, metadata);
    }

    [Theory]
    [InlineData("9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345")]
    [InlineData("9F2C4E7A1B3D5F60718293A4B5C6D7E8F9012345")]
    [InlineData("9f2c4e7a1b3d5f60718293a4b5c6d7e8f90123459f2c4e7a1b3d5f6071829301")]
    public void Detect_CompleteId_IsTaken(string commit) =>
        Assert.Equal(commit, DetectedBuild.Detect(("CIRCLECI", "true"), ("CIRCLE_SHA1", $" {commit}\n"))?.CommitSha);

    /// <summary>Behind CodePipeline, the source is an archive without <c>.git</c>, and the version may be that of an object in S3.</summary>
    [Theory]
    [InlineData(Head, Head)]
    [InlineData("Zx0a.9QeBk1Lf7vG", null)]
    [InlineData("arn:aws:s3:::bucket/source.zip", null)]
    public void Detect_CodeBuildBehindCodePipeline_ReturnsACommitOnly(string version, string? commit) =>
        Assert.Equal(
            commit,
            DetectedBuild.Detect(("CODEBUILD_BUILD_ID", "app:7"), ("CODEBUILD_INITIATOR", "codepipeline/app"), ("CODEBUILD_RESOLVED_SOURCE_VERSION", version))?.CommitSha);

    [Theory]
    [InlineData("pr/7", null)]
    [InlineData("refs/tags/v1.2.3", null)]
    [InlineData("main", null)]
    public void Detect_SourceVersionOfCodeBuild_IsNoBranch(string version, string? branch) =>
        Assert.Equal(
            branch,
            DetectedBuild.Detect(("CODEBUILD_BUILD_ID", "app:7"), ("CODEBUILD_SOURCE_VERSION", version), ("CODEBUILD_RESOLVED_SOURCE_VERSION", Head))?.Branch);

    [Fact]
    public void Detect_VariablesOfGoogleWithoutTheProject_AreIgnored() =>
        Assert.Null(DetectedBuild.Detect(("BUILD_ID", "7"), ("COMMIT_SHA", Head), ("BRANCH_NAME", "main")));
}
