namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>Which listed deployment a create whose response was lost returns.</summary>
public sealed class CreateMatchTests : ReconciliationTest
{
    [Theory]
    [InlineData("image_tag", "2.3.3")]
    [InlineData("channel", "nightly")]
    [InlineData("branch", "Main")]
    [InlineData("commit_sha", "abc1234")]
    [InlineData("commit_message", "Add data")]
    public async Task CreateAsync_TextDiffers_IsNotReturned(string field, string value) =>
        await AssertNotReturnedAsync(CreateListed(deployment => deployment[field] = value));

    [Fact]
    public async Task CreateAsync_ReplicasDiffer_IsNotReturned() => await AssertNotReturnedAsync(CreateListed(deployment => deployment["replicas"] = 2));

    [Theory]
    [InlineData("image_tag")]
    [InlineData("replicas")]
    [InlineData("branch")]
    [InlineData("commit_sha")]
    [InlineData("commit_message")]
    public async Task CreateAsync_SentFieldIsAbsent_ThrowsOutcomeUnknown(string field)
    {
        GivenCreate(LostResponse);
        GivenList(Listed(CreateListed(deployment => deployment.Remove(field))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        Assert.Equal((1, 4), (CreateCount, CheckCount));
    }

    [Fact]
    public async Task CreateAsync_ChannelIsAbsent_IsReturned() => await AssertReturnedAsync(CreateListed(deployment => deployment.Remove("channel")));

    [Fact]
    public async Task CreateAsync_EveryFieldMatches_IsReturned() => await AssertReturnedAsync(CreateListed());

    [Theory]
    [InlineData("portal")]
    [InlineData("cli")]
    [InlineData("github")]
    public async Task CreateAsync_OtherSource_IsNotReturned(string source) =>
        await AssertNotReturnedAsync(CreateListed(deployment => deployment["creation_source"] = source));

    [Fact]
    public async Task CreateAsync_SourceIsAbsent_IsReturned() => await AssertReturnedAsync(CreateListed(deployment => deployment.Remove("creation_source")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task CreateAsync_SourceIsEmpty_IsReturned(string? source) =>
        await AssertReturnedAsync(CreateListed(deployment => deployment["creation_source"] = source));

    [Fact]
    public async Task CreateAsync_NothingSent_AnyValuesAreReturned()
    {
        GivenCreate(LostResponse);
        GivenList(Listed(CreateListed()));

        Assert.Equal(9, (await CreateAsync()).Id);
        Assert.Equal((1, 1, 2), (CreateCount, CheckCount, Requests.Count));
    }
}
