using System.Net;
using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseBuilders;

namespace SpiceDeployments.Client.Tests.Wire.Polling;

/// <summary>A get by id returns 404 if the deployment, the app or, on an older server, the operation does not exist. The list distinguishes the cases.</summary>
public sealed class GetFallbackTests : WireTest
{
    private static readonly IResponseBuilder NotFound = WireResponse.Json("""{"error":"Deployment not found"}""", status: 404);

    public static TheoryData<string, string> NotFoundBodies => new()
    {
        { "application/json", """{"error":"Deployment not found"}""" },
        { "application/json", "" },
        { "text/html", "<!DOCTYPE html><title>404: This page could not be found</title>" },
        { "text/plain", "404 page not found" },
    };

    [Theory]
    [MemberData(nameof(NotFoundBodies))]
    public async Task GetAsync_NotFoundById_IsFoundInTheList(string contentType, string body)
    {
        GivenGet(WireResponse.Text(body, contentType, status: 404));
        GivenList(WireResponse.List("""{"id":457,"status":"queued"}""", """{"id":456,"status":"failed"}""", """{"id":455,"status":"succeeded"}"""));

        Deployment found = await GetAsync();

        Assert.Equal((456, DeploymentStatus.Failed), (found.Id, found.Status));
        Assert.Equal(2, Requests.Count);
    }

    [Fact]
    public async Task GetAsync_NotInTheListEither_ThrowsNotFound()
    {
        GivenGet(NotFound);
        GivenList(WireResponse.List("""{"id":457,"status":"queued"}"""));

        DeploymentNotFoundException exception = await Assert.ThrowsAsync<DeploymentNotFoundException>(GetAsync);

        Assert.Equal("App 123 has no deployment 456: the deployment is neither among the newest 100 nor available by its id.", exception.Message);
        Assert.Equal((HttpStatusCode.NotFound, 123, 456), (exception.StatusCode, exception.AppId, exception.DeploymentId));
    }

    [Fact]
    public async Task GetAsync_NoSuchApp_ThrowsTheErrorOfTheList()
    {
        GivenGet(NotFound);
        GivenList(WireResponse.Json("""{"error":"App with ID 123 not found"}""", status: 404));

        AppNotFoundException exception = await Assert.ThrowsAsync<AppNotFoundException>(GetAsync);

        Assert.Equal("GET /v1/apps/123/deployments returned 404 (Not Found): App with ID 123 not found.", exception.Message);
        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task GetAsync_CreatedByIdAndQueuedInTheList_ReturnsTheNewerStatus()
    {
        GivenGet(WireResponse.Json("""{"id":456,"status":"created"}"""));
        GivenList(WireResponse.List("""{"id":456,"status":"queued"}"""));

        Deployment found = await GetAsync();

        Assert.Equal(DeploymentStatus.Queued, found.Status);
    }

    [Fact]
    public async Task GetAsync_CreatedByIdAndListUnavailable_ReturnsTheDeployment()
    {
        GivenGet(WireResponse.Json("""{"id":456,"status":"created"}"""));
        GivenList(WireResponse.Json("""{"error":"Unavailable"}""", status: 503));

        Deployment found = await GetAsync();

        Assert.Equal((456, DeploymentStatus.Created), (found.Id, found.Status));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(410)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task GetAsync_OtherErrorById_DoesNotRequestTheList(int status)
    {
        GivenGet(WireResponse.Json("""{"error":"No"}""", status));
        GivenList(WireResponse.List(WireResponse.Deployment));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(GetAsync);

        Assert.Equal(status, (int?)exception.StatusCode);
        Assert.All(Requests, request => Assert.Equal("/v1/apps/123/deployments/456", request.Target));
    }
}
