using System.Net;
using SpiceDeployments.Client.Wire.Tests.Infrastructure;

namespace SpiceDeployments.Client.Wire.Tests.BrokenAnswers;

public sealed class BrokenGetTests : WireTest
{
    public static TheoryData<string, string> Bodies => new(
        BrokenBodies.OfAny.Concat(BrokenBodies.OfADeployment.Concat(BrokenBodies.WithoutId).Select(body => ("application/json", body))));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task GetAsync_BodyThatIsNoDeployment_ThrowsSpiceApiException(string contentType, string body)
    {
        GivenGet(Answer.Text(body, contentType));
        GivenList(Answer.List(Answer.Deployment));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.StartsWith(
            "GET /v1/apps/123/deployments/456 returned 200 (OK), but the body is not the expected JSON: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, body), (exception.StatusCode, exception.ResponseBody));
        Assert.All(Sent, sent => Assert.Equal("/v1/apps/123/deployments/456", sent.Target));
    }

    [Theory]
    [InlineData(200, "OK")]
    [InlineData(204, "No Content")]
    public async Task GetAsync_NoBody_ThrowsSpiceApiException(int status, string phrase)
    {
        GivenGet(Answer.Empty(status));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.Equal($"GET /v1/apps/123/deployments/456 returned {status} ({phrase}), but the body is not the expected JSON: The body is empty.", exception.Message);
        Assert.Equal((status, null), ((int?)exception.StatusCode, exception.ResponseBody));
    }

    [Fact]
    public async Task GetAsync_Null_TellsTheStatusAndTheRequest()
    {
        GivenGet(Answer.Json("null").WithHeader("X-Request-Id", "req-1"));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.Equal((HttpStatusCode.OK, "req-1"), (exception.StatusCode, exception.RequestId));
    }

    [Fact]
    public async Task GetAsync_UnreadableListAfterNotFound_ThrowsSpiceApiException()
    {
        GivenGet(Answer.Html(status: 404));
        GivenList(Answer.Html());

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(GetAsync);

        Assert.StartsWith(
            "GET /v1/apps/123/deployments returned 200 (OK), but the body is not the expected JSON: ", exception.Message, StringComparison.Ordinal);
    }
}
