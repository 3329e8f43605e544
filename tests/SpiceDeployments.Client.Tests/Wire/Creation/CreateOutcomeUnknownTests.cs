using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A create whose response was lost and whose outcome the list does not show is not sent again.</summary>
public sealed class CreateOutcomeUnknownTests : ReconciliationTest
{
    private const string Start = "Could not determine whether the create for app 123 created a deployment. ";

    [Fact]
    public async Task CreateAsync_TwoMatches_ThrowsOutcomeUnknownWithBoth()
    {
        GivenCreate(LostResponse);
        GivenList(Listed(CreateListed(deployment => deployment["id"] = 10), CreateListed(), CreateListed(deployment => (deployment["id"], deployment["commit_sha"]) = (8, "abc1235"))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal([10, 9], exception.Candidates.Select(candidate => candidate.Id));
        AssertInconclusive(exception, "10, 9");
    }

    [Fact]
    public async Task CreateAsync_MatchInListWithoutDate_ThrowsOutcomeUnknownWithIt()
    {
        GivenCreate(LostResponse);
        GivenList(Undated(CreateListed()));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        AssertInconclusive(exception, "9");
    }

    [Fact]
    public async Task CreateAsync_MatchWithoutCreationTime_ThrowsOutcomeUnknownWithIt()
    {
        GivenCreate(LostResponse);
        GivenList(Listed(CreateListed(deployment => deployment.Remove("created_at"))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        AssertInconclusive(exception, "9");
    }

    [Fact]
    public async Task CreateAsync_NoMatchInListsWithoutDate_IsResent()
    {
        GivenCreate(LostResponse);
        GivenList(Undated(CreateListed(deployment => deployment["commit_sha"] = "abc1235")));

        await AssertNotCreatedAsync();
    }

    [Fact]
    public async Task CreateAsync_LastCheckFails_ThrowsOutcomeUnknown()
    {
        GivenCreate(LostResponse);
        GivenLists(Listed(), Listed(), Listed(), Listed(), WireResponse.Json("""{"error":"Forbidden"}""", status: 403));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        AssertListUnavailable(exception, "GET /v1/apps/123/deployments returned 403 (Forbidden): Forbidden.");
        Assert.Equal((1, 5, 6), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8);
    }

    [Fact]
    public async Task CreateAsync_EveryCheckFails_ThrowsOutcomeUnknownAfterOneAttempt()
    {
        GivenCreate(LostResponse);
        GivenList(WireResponse.Json("""{"error":"No luck"}""", status: 503));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        AssertListUnavailable(exception, "GET /v1/apps/123/deployments returned 503 (Service Unavailable): No luck.");
        Assert.Equal((1, 20, 21), (CreateCount, CheckCount, Requests.Count));
    }

    private static void AssertListUnavailable(DeploymentOutcomeUnknownException exception, string listError)
    {
        Assert.Empty(exception.Candidates);
        Assert.Equal($"{Start}The deployment list is unavailable. {listError}{Advice}{Error}", exception.Message);
    }

    private void AssertInconclusive(DeploymentOutcomeUnknownException exception, string ids)
    {
        Assert.Equal($"{Start}The request may have created one of these deployments: {ids}.{Advice}{Error}", exception.Message);
        Assert.Equal((1, 5, 6), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8);
    }
}
