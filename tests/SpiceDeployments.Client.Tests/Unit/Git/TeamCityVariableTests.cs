using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Git;

/// <summary>The parameters of a build of TeamCity, which are in a file that another file names.</summary>
public sealed class TeamCityVariableTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("teamcity.build.branch=feature/x", "feature/x")]
    [InlineData("teamcity.build.branch=refs/heads/feature/x\r", "feature/x")]
    [InlineData("teamcity.build.branch=feature/\\#7", "feature/#7")]
    [InlineData("teamcity.build.branch=<default>", null)]
    [InlineData("teamcity.build.branch=refs/tags/v1.2.3", null)]
    [InlineData("teamcity.build.branch=", null)]
    [InlineData("other.teamcity.build.branch=main", null)]
    [InlineData("teamcity.build.branch=pull/7\nteamcity.pullRequest.number=7\nteamcity.pullRequest.source.branch=feature/x", "feature/x")]
    public void Detect_ParameterOfTheBuild_ReturnsTheBranch(string parameters, string? branch)
    {
        string file = _sandbox.Write("parameters.properties", $"#Thu Nov 26\nteamcity.agent.name=a\n{parameters}\n");
        string escaped = file.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(":", @"\:", StringComparison.Ordinal);

        GitMetadata? metadata = Detect(_sandbox.Write("build.properties", $"teamcity.configuration.properties.file={escaped}\n"));

        Assert.Equal((branch, RecordedBuilds.Head), (metadata?.Branch, metadata?.CommitSha));
    }

    [Fact]
    public void Detect_MissingFile_ReturnsTheCommit()
    {
        GitMetadata?[] found =
        [
            Detect(_sandbox.PathOf("missing.properties")),
            Detect(_sandbox.Write("build.properties", "teamcity.configuration.properties.file=missing.properties")),
        ];

        Assert.All(found, metadata => Assert.Equal(new GitMetadata { CommitSha = RecordedBuilds.Head, Source = "TeamCity" }, metadata));
    }

    private static GitMetadata? Detect(string buildProperties) =>
        DetectedBuild.Detect(("TEAMCITY_VERSION", "2026.1"), ("TEAMCITY_BUILD_PROPERTIES_FILE", buildProperties), ("BUILD_VCS_NUMBER", RecordedBuilds.Head));
}
