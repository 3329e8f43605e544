using System.Net;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class UnreadableGetTests : WireTest
{
    public static TheoryData<string, string> Bodies => new(
        UnreadableBodies.OfAny.Concat(UnreadableBodies.OfADeployment.Concat(UnreadableBodies.WithoutId).Select(body => ("application/json", body))));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task GetAsync_NotADeployment_ThrowsSpiceApiException(string contentType, string body)
    {
        GivenGet(WireResponse.Text(body, contentType));
        GivenList(WireResponse.List(WireResponse.Deployment));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.StartsWith(
            "GET /v1/apps/123/deployments/456 returned 200 (OK), but the body is not the expected JSON: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, body), (exception.StatusCode, exception.ResponseBody));
        Assert.All(Requests, request => Assert.Equal("/v1/apps/123/deployments/456", request.Target));
    }

    [Theory]
    [InlineData(200, "OK")]
    [InlineData(204, "No Content")]
    public async Task GetAsync_NoBody_ThrowsSpiceApiException(int status, string phrase)
    {
        GivenGet(WireResponse.Empty(status));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.Equal($"GET /v1/apps/123/deployments/456 returned {status} ({phrase}), but the body is not the expected JSON: The body is empty.", exception.Message);
        Assert.Equal((status, null), ((int?)exception.StatusCode, exception.ResponseBody));
    }

    [Fact]
    public async Task GetAsync_Null_ThrowsWithStatusAndRequest()
    {
        GivenGet(WireResponse.Json("null").WithHeader("X-Request-Id", "req-1"));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.Equal((HttpStatusCode.OK, "req-1"), (exception.StatusCode, exception.RequestId));
    }

    [Fact]
    public async Task GetAsync_UnreadableListAfterNotFound_ThrowsSpiceApiException()
    {
        GivenGet(WireResponse.Html(status: 404));
        GivenList(WireResponse.Html());

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.StartsWith(
            "GET /v1/apps/123/deployments returned 200 (OK), but the body is not the expected JSON: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("666")]
    [InlineData("\"666\"")]
    public async Task GetAsync_AnotherDeployment_ThrowsSpiceApiException(string id)
    {
        GivenGet(WireResponse.Json($$"""{"id":{{id}},"status":"succeeded"}"""));
        GivenList(WireResponse.List(WireResponse.Deployment));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.Equal(
            "GET /v1/apps/123/deployments/456 returned 200 (OK), but the body is not the expected JSON: 'id' must be 456, but is 666.", exception.Message);
        Assert.Equal((AppId, DeploymentId, true), (exception.AppId, exception.DeploymentId, exception.IsTransient));
    }

    /// <summary>The list does not contain the deployment, so that each poll gets it by its id.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_AnotherDeployment_TimesOut()
    {
        GivenGet(WireResponse.Json("""{"id":666,"status":"succeeded"}"""));
        GivenList(WireResponse.List("""{"id":666,"status":"succeeded"}"""));

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Client.WaitForCompletionAsync(AppId, DeploymentId, new PollingOptions { Timeout = TimeSpan.FromSeconds(30) }, cancellationToken: CancellationToken));

        Assert.Null(exception.Deployment);
        Assert.Equal((AppId, DeploymentId), (exception.AppId, exception.DeploymentId));
    }
}
