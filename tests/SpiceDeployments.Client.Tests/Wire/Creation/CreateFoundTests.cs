using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A create whose response was lost and whose deployment is listed returns the deployment and is not sent again.</summary>
public sealed class CreateFoundTests : ReconciliationTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task CreateAsync_ListedAtTheFirstCheck_IsReturned(int status)
    {
        GivenCreate(WireResponse.Html(status: status));
        GivenList(Listed(CreateListed(), CreateListed(deployment => (deployment["id"], deployment["created_at"]) = (8, At(TimeSpan.FromMinutes(-2))))));

        Deployment created = await CreateEveryFieldAsync();

        Assert.Equal((9, DeploymentStatus.Queued, "main"), (created.Id, created.Status, created.Branch));
        Assert.Equal((1, 1, 2), (CreateCount, CheckCount, Requests.Count));
        Assert.Empty(Clock.Delays);
    }

    [Fact]
    public async Task CreateAsync_ListedAtTheThirdCheck_IsReturned()
    {
        GivenCreate(LostResponse);
        GivenLists(Listed(), Listed(), Listed(CreateListed()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((1, 3, 4), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2);
    }

    [Fact]
    public async Task CreateAsync_ListedAfterTheSecondAttempt_IsReturned()
    {
        GivenCreate(LostResponse);
        GivenLists(Listed(), Listed(), Listed(), Listed(), Listed(), Listed(CreateListed()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((2, 6, 8), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8, 1);
    }

    [Fact]
    public async Task CreateAsync_EarlierCheckFails_IsIgnored()
    {
        GivenCreate(LostResponse);
        GivenLists(WireResponse.Empty(403), WireResponse.Html(), Listed(), Listed(CreateListed()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((1, 4, 5), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":")]
    [InlineData("<html>")]
    public async Task CreateAsync_UnreadableSuccessAndListed_IsReturned(string body)
    {
        GivenCreate(WireResponse.Json(body, status: 202));
        GivenLists(Listed(), Listed(CreateListed()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((1, 2, 3), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1);
    }
}
