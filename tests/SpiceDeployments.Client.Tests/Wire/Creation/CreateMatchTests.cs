namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>Which listed deployment a create whose response was lost returns.</summary>
public sealed class CreateMatchTests : ReconciliationTest
{
    [Theory]
    [InlineData("image_tag", "2.3.3")]
    [InlineData("channel", "nightly")]
    [InlineData("branch", "other")]
    [InlineData("commit_sha", "abc1235")]
    [InlineData("commit_sha", "abc1235000000000000000000000000000000000")]
    public async Task CreateAsync_TextDiffers_IsNotReturned(string field, string value) =>
        await AssertNotReturnedAsync(CreateListed(deployment => deployment[field] = value));

    [Theory]
    [InlineData("branch", "refs/heads/main")]
    [InlineData("channel", "Stable")]
    [InlineData("commit_sha", "ABC1234")]
    [InlineData("commit_sha", "abc1234000000000000000000000000000000000")]
    [InlineData("commit_message", " Add dataset\n")]
    public async Task CreateAsync_OtherFormOfTheValue_IsReturned(string field, string value) =>
        await AssertReturnedAsync(CreateListed(deployment => deployment[field] = value));

    [Theory]
    [InlineData("image_tag", "latest")]
    [InlineData("image_tag", "2.3")]
    [InlineData("channel", "beta")]
    [InlineData("branch", "MAIN")]
    [InlineData("branch", "ma")]
    [InlineData("commit_sha", "v1.0")]
    [InlineData("commit_message", "Add data")]
    [InlineData("commit_message", "Merge pull request 7")]
    [InlineData("creation_source", "portal")]
    [InlineData("creation_source", "cli")]
    [InlineData("creation_source", "github")]
    public async Task CreateAsync_PossibleFormOfTheValue_ThrowsOutcomeUnknown(string field, string value) =>
        await AssertUnknownAsync(CreateListed(deployment => deployment[field] = value));

    [Fact]
    public async Task CreateAsync_ReplicasDiffer_ThrowsOutcomeUnknown() => await AssertUnknownAsync(CreateListed(deployment => deployment["replicas"] = 2));

    [Fact]
    public async Task CreateAsync_OneMatchAndOnePossibleForm_ReturnsTheMatch()
    {
        GivenCreate(LostResponse);
        GivenList(Listed(CreateListed(deployment => (deployment["id"], deployment["commit_message"]) = (10, null)), CreateListed()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
    }

    [Theory]
    [InlineData("image_tag")]
    [InlineData("replicas")]
    [InlineData("branch")]
    [InlineData("commit_sha")]
    [InlineData("commit_message")]
    public async Task CreateAsync_SentFieldIsAbsent_ThrowsOutcomeUnknown(string field) =>
        await AssertUnknownAsync(CreateListed(deployment => deployment.Remove(field)));

    [Fact]
    public async Task CreateAsync_ChannelIsAbsent_IsReturned() => await AssertReturnedAsync(CreateListed(deployment => deployment.Remove("channel")));

    [Fact]
    public async Task CreateAsync_EveryFieldMatches_IsReturned() => await AssertReturnedAsync(CreateListed());

    [Fact]
    public async Task CreateAsync_SourceIsAbsent_IsReturned() => await AssertReturnedAsync(CreateListed(deployment => deployment.Remove("creation_source")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task CreateAsync_SourceIsEmpty_IsReturned(string? source) =>
        await AssertReturnedAsync(CreateListed(deployment => deployment["creation_source"] = source));

    [Theory]
    [InlineData("commit_sha", "abc1234")]
    [InlineData("commit_message", "Add dataset")]
    [InlineData("image_tag", "2.3.2")]
    public async Task CreateAsync_NothingSentAndOtherValue_ThrowsOutcomeUnknown(string field, string value)
    {
        GivenCreate(LostResponse);
        GivenList(Listed($$"""{"id":9,"status":"queued","created_at":"{{At(TimeSpan.Zero)}}","creation_source":"api","{{field}}":"{{value}}"}"""));

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
    }

    [Fact]
    public async Task CreateAsync_NothingSentAndNoValues_IsReturned()
    {
        GivenCreate(LostResponse);
        GivenList(Listed($$"""{"id":9,"status":"queued","created_at":"{{At(TimeSpan.Zero)}}","creation_source":"api"}"""));

        Assert.Equal(9, (await CreateAsync()).Id);
        Assert.Equal((1, 1, 2), (CreateCount, CheckCount, Requests.Count));
    }

    /// <summary>Asserts that the only listed deployment may belong to the create, which is not sent again.</summary>
    private async Task AssertUnknownAsync(string deployment)
    {
        GivenCreate(LostResponse);
        GivenList(Listed(deployment));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        Assert.Equal((1, 5), (CreateCount, CheckCount));
    }
}
