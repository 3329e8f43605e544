using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A conflict after a lost response: the active deployment may be the one that the create started.</summary>
public sealed class CreateConflictAfterLostResponseTests : ReconciliationTest
{
    public CreateConflictAfterLostResponseTests() =>
        GivenCreates(LostResponse, WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409));

    [Fact]
    public async Task CreateAsync_ActiveDeploymentIsItsOwn_IsReturned()
    {
        GivenLists(Listed(), Listed(), Listed(), Listed(), Listed(), Listed(CreateListed()));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((2, 6, 8), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8, 1);
    }

    [Fact]
    public async Task CreateAsync_ActiveDeploymentIsForeign_ThrowsConflict()
    {
        GivenList(Listed(CreateListed(deployment => deployment["branch"] = "other")));

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(CreateEveryFieldAsync);

        Assert.Equal(9, exception.ActiveDeployment?.Id);
        Assert.Equal(
            "POST /v1/apps/123/deployments returned 409 (Conflict): A deployment is already in progress. Nothing was created. " +
            "Deployment 9 is active: its status is 'queued'.",
            exception.Message);
        Assert.Equal((2, 10, 13), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8, 1, 1, 2, 4, 8);
    }
}
