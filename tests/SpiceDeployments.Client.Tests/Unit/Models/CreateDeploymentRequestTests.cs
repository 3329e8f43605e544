namespace SpiceDeployments.Client.Tests.Unit.Models;

public sealed class CreateDeploymentRequestTests
{
    private const string Commit = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345";

    private static readonly GitMetadata Metadata = new() { Branch = "main", CommitSha = Commit, CommitMessage = "Add x", Source = "git" };

    [Fact]
    public void WithGitMetadata_EmptyRequest_SetsTheThreeProperties()
    {
        var request = new CreateDeploymentRequest { ImageTag = "2.3.2" };

        CreateDeploymentRequest copy = request.WithGitMetadata(Metadata);

        Assert.Equal(new CreateDeploymentRequest { ImageTag = "2.3.2", Branch = "main", CommitSha = Commit, CommitMessage = "Add x" }, copy);
        Assert.Equal(new CreateDeploymentRequest { ImageTag = "2.3.2" }, request);
    }

    public static TheoryData<CreateDeploymentRequest, CreateDeploymentRequest> Requests => new()
    {
        { new() { CommitMessage = "Release 7" }, new() { Branch = "main", CommitSha = Commit, CommitMessage = "Release 7" } },
        { new() { Branch = "main" }, new() { Branch = "main", CommitSha = Commit, CommitMessage = "Add x" } },
        { new() { CommitSha = "9F2C4E7" }, new() { Branch = "main", CommitSha = "9F2C4E7", CommitMessage = "Add x" } },
        { new() { Branch = "release" }, new() { Branch = "release" } },
        { new() { CommitSha = "1b3d5f6" }, new() { CommitSha = "1b3d5f6" } },
        { new() { Branch = "main", CommitSha = "1b3d5f6" }, new() { Branch = "main", CommitSha = "1b3d5f6" } },
    };

    /// <summary>On a connected app, a branch of the request with the commit of another branch would deploy neither of them as meant.</summary>
    [Theory]
    [MemberData(nameof(Requests))]
    public void WithGitMetadata_RequestWithValues_KeepsThemAndMixesNoRevisions(CreateDeploymentRequest request, CreateDeploymentRequest expected) =>
        Assert.Equal(expected, request.WithGitMetadata(Metadata));

    [Fact]
    public void WithGitMetadata_UnknownValues_KeepsTheRequest()
    {
        var request = new CreateDeploymentRequest { Branch = "release", CommitSha = "1b3d5f6", CommitMessage = "Release 7" };

        Assert.Equal(request, request.WithGitMetadata(new GitMetadata()));
    }

    [Fact]
    public void WithGitMetadata_DetachedHead_AddsTheCommitToTheBranchOfTheRequest() =>
        Assert.Equal(
            new CreateDeploymentRequest { Branch = "release", CommitSha = Commit },
            new CreateDeploymentRequest { Branch = "release" }.WithGitMetadata(new GitMetadata { CommitSha = Commit }));

    [Fact]
    public void WithGitMetadata_Null_Throws() =>
        Assert.Equal("metadata", Assert.Throws<ArgumentNullException>(() => new CreateDeploymentRequest().WithGitMetadata(null!)).ParamName);
}
