using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Http;

public sealed class GetRequestTests : WireTest
{
    [Fact]
    public async Task GetAsync_Found_SendsOneGetWithoutQueryAndBody()
    {
        GivenGet(WireResponse.Json(WireResponse.Deployment));

        await GetAsync();

        WireRequest request = Assert.Single(Requests);
        Assert.Equal(("GET", "/v1/apps/123/deployments/456", null), (request.Method, request.Target, request.Body));
    }

    [Fact]
    public async Task GetAsync_IdsOf64Bits_AreInThePath()
    {
        const string path = "/v1/apps/9007199254740993/deployments/9223372036854775807";

        await Assert.ThrowsAsync<SpiceApiException>(() => Client.GetAsync(9007199254740993, long.MaxValue, CancellationToken));

        Assert.Equal(path, Requests[0].Target);
    }

    [Fact]
    public async Task GetAsync_NotFoundById_RequestsTheNewest100()
    {
        GivenGet(WireResponse.Json("""{"error":"Deployment not found"}""", status: 404));
        GivenList(WireResponse.List(WireResponse.Deployment));

        await GetAsync();

        Assert.Equal(
            [("GET", "/v1/apps/123/deployments/456", null), ("GET", "/v1/apps/123/deployments?limit=100", null)],
            Requests.Select(request => (request.Method, request.Target, request.Body)));
    }
}
