using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A lost create that shows in the list is the result, and is not sent again.</summary>
public sealed class CreateFoundTests : ReconciliationTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task CreateAsync_ShownAtTheFirstLook_IsTheResult(int status)
    {
        GivenCreate(WireResponse.Html(status: status));
        GivenList(Listed(Shown(), Shown(deployment => (deployment["id"], deployment["created_at"]) = (8, At(TimeSpan.FromMinutes(-1))))));

        Deployment created = await CreateEveryFieldAsync();

        Assert.Equal((9, DeploymentStatus.Queued, "main"), (created.Id, created.Status, created.Branch));
        Assert.Equal((1, 1, 2), (CreateCount, CheckCount, Requests.Count));
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task CreateAsync_ShownAtTheThirdLook_IsTheResult()
    {
        GivenCreate(Lost);
        GivenLists(Listed(), Listed(), Listed(Shown()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((1, 3, 4), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2);
    }

    [Fact]
    public async Task CreateAsync_ShownAfterTheSecondSend_IsTheResult()
    {
        GivenCreate(Lost);
        GivenLists(Listed(), Listed(), Listed(), Listed(), Listed(Shown()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((2, 5, 7), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 1);
    }

    [Fact]
    public async Task CreateAsync_ALookThatFailsBetween_DoesNotMatter()
    {
        GivenCreate(Lost);
        GivenLists(WireResponse.Empty(403), WireResponse.Html(), Listed(), Listed(Shown()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((1, 4, 5), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":")]
    [InlineData("<html>")]
    public async Task CreateAsync_UnreadableSuccessAndShown_IsTheResult(string body)
    {
        GivenCreate(WireResponse.Json(body, status: 202));
        GivenLists(Listed(), Listed(Shown()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((1, 2, 3), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1);
    }
}
