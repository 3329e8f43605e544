using SpiceDeployments.Client.Wire.Tests.Infrastructure;

namespace SpiceDeployments.Client.Wire.Tests.Requests;

public sealed class GetRequestTests : WireTest
{
    [Fact]
    public async Task GetAsync_Found_SendsOneGetWithoutQueryAndBody()
    {
        GivenGet(Answer.Json(Answer.Deployment));

        await GetAsync();

        SentRequest sent = Assert.Single(Sent);
        Assert.Equal(("GET", "/v1/apps/123/deployments/456", null), (sent.Method, sent.Target, sent.Body));
    }

    [Fact]
    public async Task GetAsync_IdsOf64Bits_StandInThePath()
    {
        const string path = "/v1/apps/9007199254740993/deployments/9223372036854775807";

        await Assert.ThrowsAsync<SpiceApiException>(() => Client.GetAsync(9007199254740993, long.MaxValue, Cancellation));

        Assert.Equal(path, Sent[0].Target);
    }

    [Fact]
    public async Task GetAsync_NotFoundById_ThenAsksForTheNewest100()
    {
        GivenGet(Answer.Json("""{"error":"Deployment not found"}""", status: 404));
        GivenList(Answer.List(Answer.Deployment));

        await GetAsync();

        Assert.Equal(
            [("GET", "/v1/apps/123/deployments/456", null), ("GET", "/v1/apps/123/deployments?limit=100", null)],
            Sent.Select(sent => (sent.Method, sent.Target, sent.Body)));
    }
}
