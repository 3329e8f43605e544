namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>Which deployment of the list a lost create is taken to have made.</summary>
public sealed class CreateMatchTests : ReconciliationTest
{
    [Theory]
    [InlineData("image_tag", "2.3.3")]
    [InlineData("channel", "nightly")]
    [InlineData("branch", "Main")]
    [InlineData("commit_sha", "abc1234")]
    [InlineData("commit_message", "Add data")]
    public async Task CreateAsync_TextDiffers_IsNotTaken(string field, string value) =>
        await AssertNotTakenAsync(Shown(deployment => deployment[field] = value));

    [Fact]
    public async Task CreateAsync_ReplicasDiffer_IsNotTaken() => await AssertNotTakenAsync(Shown(deployment => deployment["replicas"] = 2));

    [Theory]
    [InlineData("image_tag")]
    [InlineData("replicas")]
    [InlineData("branch")]
    [InlineData("commit_sha")]
    [InlineData("commit_message")]
    public async Task CreateAsync_SentFieldIsAbsent_IsUndecidedAndNotSentAgain(string field)
    {
        GivenCreate(Lost);
        GivenList(Listed(Shown(deployment => deployment.Remove(field))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        Assert.Equal((1, 4), (CreateCount, CheckCount));
    }

    [Fact]
    public async Task CreateAsync_ChannelIsAbsent_IsTaken() => await AssertTakenAsync(Shown(deployment => deployment.Remove("channel")));

    [Fact]
    public async Task CreateAsync_EveryFieldMatches_IsTaken() => await AssertTakenAsync(Shown());

    [Theory]
    [InlineData("portal")]
    [InlineData("cli")]
    [InlineData("github")]
    public async Task CreateAsync_OtherSource_IsNotTaken(string source) =>
        await AssertNotTakenAsync(Shown(deployment => deployment["creation_source"] = source));

    [Fact]
    public async Task CreateAsync_SourceIsAbsent_IsTaken() => await AssertTakenAsync(Shown(deployment => deployment.Remove("creation_source")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task CreateAsync_SourceIsEmpty_IsTaken(string? source) =>
        await AssertTakenAsync(Shown(deployment => deployment["creation_source"] = source));

    [Fact]
    public async Task CreateAsync_NothingSent_TakesWhateverValuesTheServiceChose()
    {
        GivenCreate(Lost);
        GivenList(Listed(Shown()));

        Assert.Equal(9, (await CreateAsync()).Id);
        Assert.Equal((1, 1, 2), (CreateCount, CheckCount, Requests.Count));
    }
}
