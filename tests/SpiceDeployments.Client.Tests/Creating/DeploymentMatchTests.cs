using SpiceDeployments.Client.Internal.Creation;

namespace SpiceDeployments.Client.Tests.Creating;

public sealed class DeploymentMatchTests
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
        { Own, nameof(MatchResult.Matches) },
        { Own with { RawCreationSource = null }, nameof(MatchResult.Matches) },
        { Own with { RawCreationSource = "" }, nameof(MatchResult.Matches) },
        { Own with { RawCreationSource = "portal" }, nameof(MatchResult.Differs) },
        { Own with { RawCreationSource = "dashboard" }, nameof(MatchResult.Differs) },
        { Own with { RawCreationSource = "public_api" }, nameof(MatchResult.CannotBeTold) },
        { Own with { RawCreationSource = "public_api", Branch = "other" }, nameof(MatchResult.Differs) },
        { Own with { ImageTag = "2.3.3" }, nameof(MatchResult.Differs) },
        { Own with { ImageTag = null }, nameof(MatchResult.CannotBeTold) },
        { Own with { Channel = "nightly" }, nameof(MatchResult.Differs) },
        { Own with { Channel = null }, nameof(MatchResult.Matches) },
        { Own with { Replicas = 2 }, nameof(MatchResult.Differs) },
        { Own with { Replicas = null }, nameof(MatchResult.CannotBeTold) },
        { Own with { Branch = "Main" }, nameof(MatchResult.Differs) },
        { Own with { CommitSha = "abcd" }, nameof(MatchResult.Differs) },
        { Own with { CommitMessage = "Add dataset\n" }, nameof(MatchResult.Matches) },
        { Own with { CommitMessage = null }, nameof(MatchResult.CannotBeTold) },
        { Own with { RawStatus = "failed", CreatedBy = "x" }, nameof(MatchResult.Matches) },
    };

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Compare_EveryFieldThatWasSent_Counts(Deployment deployment, string expected) =>
        Assert.Equal(expected, DeploymentMatch.Compare(deployment, Request).ToString());

    [Fact]
    public void Compare_CharacterCutInHalf_MatchesWhatJsonMakesOfIt()
    {
        CreateDeploymentRequest request = Request with { CommitMessage = "Ship it \ud83d" };

        Assert.Equal(MatchResult.Matches, DeploymentMatch.Compare(Own with { CommitMessage = "Ship it \ufffd" }, request));
    }

    [Fact]
    public void Compare_NothingSent_AnyApiDeploymentMatches() =>
        Assert.Equal(MatchResult.Matches, DeploymentMatch.Compare(Own, new CreateDeploymentRequest()));

    [Fact]
    public void Compare_OneFieldMissingAndAnotherDifferent_Differs() =>
        Assert.Equal(MatchResult.Differs, DeploymentMatch.Compare(Own with { Branch = null, CommitSha = "other" }, Request));
}
