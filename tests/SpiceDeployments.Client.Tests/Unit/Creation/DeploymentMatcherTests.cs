using SpiceDeployments.Client.Internal.Creation;

namespace SpiceDeployments.Client.Tests.Unit.Creation;

public sealed class DeploymentMatcherTests
{
    private static readonly CreateDeploymentRequest Request = new()
    {
        ImageTag = "2.3.2",
        Channel = "stable",
        Replicas = 3,
        Branch = "main",
        CommitSha = "9f2c4e7",
        CommitMessage = "Add dataset",
        Debug = true,
    };

    private static readonly Deployment Own = new()
    {
        Id = 1,
        RawCreationSource = "api",
        ImageTag = "2.3.2",
        Channel = "stable",
        Replicas = 3,
        Branch = "main",
        CommitSha = "9f2c4e7",
        CommitMessage = "Add dataset",
    };

    public static TheoryData<Deployment, string> Deployments => new()
    {
        { Own, nameof(MatchResult.Match) },
        { Own with { RawCreationSource = null }, nameof(MatchResult.Match) },
        { Own with { RawCreationSource = "" }, nameof(MatchResult.Match) },
        { Own with { RawCreationSource = "portal" }, nameof(MatchResult.Inconclusive) },
        { Own with { RawCreationSource = "public_api" }, nameof(MatchResult.Inconclusive) },
        { Own with { RawCreationSource = "public_api", Branch = "other" }, nameof(MatchResult.Mismatch) },
        { Own with { ImageTag = "2.3.3" }, nameof(MatchResult.Mismatch) },
        { Own with { ImageTag = "v2.3.2" }, nameof(MatchResult.Inconclusive) },
        { Own with { ImageTag = "2.3.2@sha256:4f" }, nameof(MatchResult.Inconclusive) },
        { Own with { ImageTag = "20261101" }, nameof(MatchResult.Inconclusive) },
        { Own with { ImageTag = null }, nameof(MatchResult.Inconclusive) },
        { Own with { Channel = "nightly" }, nameof(MatchResult.Mismatch) },
        { Own with { Channel = null }, nameof(MatchResult.Match) },
        { Own with { Replicas = 2 }, nameof(MatchResult.Inconclusive) },
        { Own with { Replicas = null }, nameof(MatchResult.Inconclusive) },
        { Own with { Branch = "Main" }, nameof(MatchResult.Inconclusive) },
        { Own with { Branch = "refs/heads/main" }, nameof(MatchResult.Match) },
        { Own with { Branch = "refs/heads/origin/main" }, nameof(MatchResult.Match) },
        { Own with { Branch = "refs%2Fheads%2Fmain" }, nameof(MatchResult.Inconclusive) },
        { Own with { Branch = "hauptzweig-\u00fc" }, nameof(MatchResult.Inconclusive) },
        { Own with { Branch = "other" }, nameof(MatchResult.Mismatch) },
        { Own with { CommitSha = "9F2C4E7A1B3D5F60718293A4B5C6D7E8F9012345" }, nameof(MatchResult.Match) },
        { Own with { CommitSha = "9f2c4e8" }, nameof(MatchResult.Mismatch) },
        { Own with { CommitSha = "9f2c" }, nameof(MatchResult.Inconclusive) },
        { Own with { CommitSha = "1234567" }, nameof(MatchResult.Inconclusive) },
        { Own with { CommitMessage = "Add dataset\n" }, nameof(MatchResult.Match) },
        { Own with { CommitMessage = "Add" }, nameof(MatchResult.Inconclusive) },
        { Own with { CommitMessage = null }, nameof(MatchResult.Inconclusive) },
        { Own with { RawStatus = "failed", CreatedBy = "x" }, nameof(MatchResult.Match) },
    };

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Compare_AnySentField_IsCompared(Deployment deployment, string expected) =>
        Assert.Equal(expected, DeploymentMatcher.Compare(deployment, Request).ToString());

    [Fact]
    public void Compare_LoneSurrogate_MatchesItsJson()
    {
        CreateDeploymentRequest request = Request with { CommitMessage = "Ship it \ud83d" };

        Assert.Equal(MatchResult.Match, DeploymentMatcher.Compare(Own with { CommitMessage = "Ship it \ufffd" }, request));
    }

    [Theory]
    [InlineData("feature/x", "feature-x")]
    [InlineData("feature%2Fx", "feature/x")]
    [InlineData("feature/x", "feature%252Fx")]
    [InlineData("origin/feature/x", "refs%252Fheads%252Ffeature%252Fx")]
    [InlineData("HEAD", "main")]
    [InlineData("refs/tags/v1", "main")]
    [InlineData("a-very-long-branch", "a-very-long")]
    public void Compare_BranchInAnotherForm_IsInconclusive(string sent, string stored) =>
        Assert.Equal(MatchResult.Inconclusive, DeploymentMatcher.Compare(new Deployment { Branch = stored }, new CreateDeploymentRequest { Branch = sent }));

    [Fact]
    public void Compare_NothingSent_MatchesOnlyADeploymentWithoutValues()
    {
        Assert.Equal(MatchResult.Match, DeploymentMatcher.Compare(new Deployment { RawCreationSource = "api", Branch = "main" }, new CreateDeploymentRequest()));
        Assert.Equal(MatchResult.Inconclusive, DeploymentMatcher.Compare(Own, new CreateDeploymentRequest()));
    }

    [Fact]
    public void Compare_CommitSent_MatchesADeploymentThatTheServiceCompleted() =>
        Assert.Equal(MatchResult.Match, DeploymentMatcher.Compare(Own, new CreateDeploymentRequest { CommitSha = "9f2c4e7" }));

    [Fact]
    public void Compare_BranchSent_DoesNotExplainACommit() =>
        Assert.Equal(MatchResult.Inconclusive, DeploymentMatcher.Compare(Own, new CreateDeploymentRequest { Branch = "main" }));

    [Fact]
    public void Compare_OneFieldMissingAndAnotherDifferent_IsMismatch() =>
        Assert.Equal(MatchResult.Mismatch, DeploymentMatcher.Compare(Own with { Branch = null, CommitSha = "1b3d5f6" }, Request));
}
