using SpiceDeployments.Client.Creating;

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

    public static TheoryData<Deployment, bool> Deployments => new()
    {
        { Own, true },
        { Own with { RawCreationSource = null }, true },
        { Own with { RawCreationSource = "" }, true },
        { Own with { RawCreationSource = "portal" }, false },
        { Own with { RawCreationSource = "robot" }, false },
        { Own with { ImageTag = "2.3.3" }, false },
        { Own with { ImageTag = null }, false },
        { Own with { Channel = "nightly" }, false },
        { Own with { Channel = null }, true },
        { Own with { Replicas = 2 }, false },
        { Own with { Replicas = null }, false },
        { Own with { Branch = "Main" }, false },
        { Own with { CommitSha = "abcd" }, false },
        { Own with { CommitMessage = "Add dataset\n" }, true },
        { Own with { CommitMessage = null }, false },
        { Own with { RawStatus = "failed", CreatedBy = "x" }, true },
    };

    [Theory]
    [MemberData(nameof(Deployments))]
    public void IsFrom_EverySentField_MustMatch(Deployment deployment, bool expected) =>
        Assert.Equal(expected, DeploymentMatch.IsFrom(deployment, Request));

    [Fact]
    public void IsFrom_NothingSent_AnyApiDeploymentMatches() =>
        Assert.True(DeploymentMatch.IsFrom(Own, new CreateDeploymentRequest()));
}
