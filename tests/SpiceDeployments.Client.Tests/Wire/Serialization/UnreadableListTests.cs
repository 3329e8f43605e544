using System.Net;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class UnreadableListTests : WireTest
{
    private const string Start = "GET /v1/apps/123/deployments returned 200 (OK), but the body is not the expected JSON: ";

    public static TheoryData<string, string> Bodies => new(
        UnreadableBodies.OfAny.Concat(UnreadableBodies.OfAList.Select(body => ("application/json", body))));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task ListAsync_NotAList_ThrowsSpiceApiException(string contentType, string body)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Text(body, contentType).WithHeader("X-Request-Id", "req-1"));

        Assert.IsType<SpiceApiException>(exception);
        AssertNoRefitType(exception);
        Assert.StartsWith(Start, exception.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "req-1", body), (exception.StatusCode, exception.RequestId, exception.ResponseBody));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"deployments\":{}}")]
    public async Task ListAsync_NotAnArray_MessageNamesIt(string body)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json(body));

        Assert.StartsWith(Start + "'deployments' must be an array.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "OK")]
    [InlineData(202, "Accepted")]
    [InlineData(204, "No Content")]
    public async Task ListAsync_NoBody_ThrowsSpiceApiException(int status, string phrase)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Empty(status));

        Assert.Equal($"GET /v1/apps/123/deployments returned {status} ({phrase}), but the body is not the expected JSON: The body is empty.", exception.Message);
        Assert.Equal((status, null), ((int?)exception.StatusCode, exception.ResponseBody));
    }

    [Fact]
    public async Task ListAsync_Null_ThrowsWithStatusAndRequest()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json("null").WithHeader("X-Request-Id", "req-1"));

        Assert.IsType<SpiceApiException>(exception);
        Assert.Equal((HttpStatusCode.OK, "req-1"), (exception.StatusCode, exception.RequestId));
    }

    private static void AssertNoRefitType(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            Assert.NotEqual("Refit", cause.GetType().Namespace);
        }
    }
}
