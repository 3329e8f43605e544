using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A lost create of which the list does not tell what became: nothing is sent again, and nothing guessed.</summary>
public sealed class CreateOutcomeUnknownTests : ReconciliationTest
{
    private const string Start = "Could not determine whether the create request for app 123 created a deployment. ";

    [Fact]
    public async Task CreateAsync_TwoMatches_ThrowsOutcomeUnknownWithBoth()
    {
        GivenCreate(Lost);
        GivenList(Listed(Shown(deployment => deployment["id"] = 10), Shown(), Shown(deployment => (deployment["id"], deployment["replicas"]) = (8, 1))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal([10, 9], exception.Candidates.Select(candidate => candidate.Id));
        AssertUndecided(exception, "10, 9");
    }

    [Fact]
    public async Task CreateAsync_MatchInAListWithoutDate_ThrowsOutcomeUnknownWithIt()
    {
        GivenCreate(Lost);
        GivenList(Undated(Shown()));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        AssertUndecided(exception, "9");
    }

    [Fact]
    public async Task CreateAsync_MatchWithoutCreationTime_ThrowsOutcomeUnknownWithIt()
    {
        GivenCreate(Lost);
        GivenList(Listed(Shown(deployment => deployment.Remove("created_at"))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        AssertUndecided(exception, "9");
    }

    [Fact]
    public async Task CreateAsync_NoMatchInListsWithoutDate_IsNotFound()
    {
        GivenCreate(Lost);
        GivenList(Undated(Shown(deployment => deployment["replicas"] = 1)));

        await AssertNotFoundAsync();
    }

    [Fact]
    public async Task CreateAsync_LastLookFails_ThrowsOutcomeUnknown()
    {
        GivenCreate(Lost);
        GivenLists(Listed(), Listed(), Listed(), WireResponse.Json("""{"error":"Forbidden"}""", status: 403));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        AssertListUnavailable(exception, "GET /v1/apps/123/deployments returned 403 (Forbidden): Forbidden.");
        Assert.Equal((1, 4, 5), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4);
    }

    [Fact]
    public async Task CreateAsync_EveryLookMeetsAFault_ThrowsOutcomeUnknownAfterOnePost()
    {
        GivenCreate(Lost);
        GivenList(WireResponse.Json("""{"error":"No luck"}""", status: 503));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        AssertListUnavailable(exception, "GET /v1/apps/123/deployments returned 503 (Service Unavailable): No luck.");
        Assert.Equal((1, 16, 17), (CreateCount, CheckCount, Requests.Count));
    }

    private static void AssertListUnavailable(DeploymentOutcomeUnknownException exception, string lookFault)
    {
        Assert.Empty(exception.Candidates);
        Assert.Equal($"{Start}The deployment list is unavailable. {lookFault}{WhatToDo}{Fault}", exception.Message);
    }

    private void AssertUndecided(DeploymentOutcomeUnknownException exception, string ids)
    {
        Assert.Equal($"{Start}The request may have created one of these deployments: {ids}.{WhatToDo}{Fault}", exception.Message);
        Assert.Equal((1, 4, 5), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4);
    }
}
