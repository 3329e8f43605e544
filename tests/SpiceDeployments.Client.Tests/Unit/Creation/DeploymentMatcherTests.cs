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
        CommitSha = "abc",
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
        CommitSha = "abc",
        CommitMessage = "Add dataset",
    };

    public static TheoryData<Deployment, string> Deployments => new()
    {
        { Own, nameof(MatchResult.Match) },
        { Own with { RawCreationSource = null }, nameof(MatchResult.Match) },
        { Own with { RawCreationSource = "" }, nameof(MatchResult.Match) },
        { Own with { RawCreationSource = "portal" }, nameof(MatchResult.Mismatch) },
        { Own with { RawCreationSource = "dashboard" }, nameof(MatchResult.Mismatch) },
        { Own with { RawCreationSource = "public_api" }, nameof(MatchResult.Inconclusive) },
        { Own with { RawCreationSource = "public_api", Branch = "other" }, nameof(MatchResult.Mismatch) },
        { Own with { ImageTag = "2.3.3" }, nameof(MatchResult.Mismatch) },
        { Own with { ImageTag = null }, nameof(MatchResult.Inconclusive) },
        { Own with { Channel = "nightly" }, nameof(MatchResult.Mismatch) },
        { Own with { Channel = null }, nameof(MatchResult.Match) },
        { Own with { Replicas = 2 }, nameof(MatchResult.Mismatch) },
        { Own with { Replicas = null }, nameof(MatchResult.Inconclusive) },
        { Own with { Branch = "Main" }, nameof(MatchResult.Mismatch) },
        { Own with { CommitSha = "abcd" }, nameof(MatchResult.Mismatch) },
        { Own with { CommitMessage = "Add dataset\n" }, nameof(MatchResult.Match) },
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

    [Fact]
    public void Compare_NothingSent_MatchesAnyApiDeployment() =>
        Assert.Equal(MatchResult.Match, DeploymentMatcher.Compare(Own, new CreateDeploymentRequest()));

    [Fact]
    public void Compare_OneFieldMissingAndAnotherDifferent_IsMismatch() =>
        Assert.Equal(MatchResult.Mismatch, DeploymentMatcher.Compare(Own with { Branch = null, CommitSha = "other" }, Request));
}
