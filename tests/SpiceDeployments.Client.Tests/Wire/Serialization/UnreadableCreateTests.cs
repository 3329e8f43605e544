using System.Net;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>A create whose success cannot be read has an unknown outcome.</summary>
public sealed class UnreadableCreateTests : WireTest
{
    private const string Start =
        "Could not determine whether the create for app 123 created a deployment. The service accepted the request, but the deployment is not listed yet. " +
        "List the app's deployments before you create again. ";

    public static TheoryData<string, string> Bodies => new(
        UnreadableBodies.OfAny.Concat(UnreadableBodies.OfADeployment.Concat(UnreadableBodies.WithoutId).Select(body => ("application/json", body))));

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task CreateAsync_NotADeployment_ThrowsOutcomeUnknown(string contentType, string body)
    {
        SpiceApiException inner = await CreateIsUnknownAsync(WireResponse.Text(body, contentType, status: 202));

        Assert.StartsWith(
            "POST /v1/apps/123/deployments returned 202 (Accepted), but the body is not the expected JSON: ", inner.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Accepted, body), (inner.StatusCode, inner.ResponseBody));
    }

    [Theory]
    [InlineData(200, "OK")]
    [InlineData(201, "Created")]
    [InlineData(202, "Accepted")]
    [InlineData(204, "No Content")]
    public async Task CreateAsync_NoBody_ThrowsOutcomeUnknown(int status, string phrase)
    {
        SpiceApiException inner = await CreateIsUnknownAsync(WireResponse.Empty(status));

        Assert.Equal($"POST /v1/apps/123/deployments returned {status} ({phrase}), but the body is not the expected JSON: The body is empty.", inner.Message);
        Assert.Equal((status, null), ((int?)inner.StatusCode, inner.ResponseBody));
    }

    [Fact]
    public async Task CreateAsync_Null_ThrowsOutcomeUnknownWithTheStatus()
    {
        SpiceApiException inner = await CreateIsUnknownAsync(WireResponse.Json("null", status: 202).WithHeader("X-Request-Id", "req-1"));

        Assert.Equal((HttpStatusCode.Accepted, "req-1"), (inner.StatusCode, inner.RequestId));
    }

    [Fact]
    public async Task CreateAsync_Unreadable_MessageSaysThatTheRequestWasAccepted()
    {
        GivenCreate(WireResponse.Empty(202));
        GivenList(WireResponse.List());

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.Equal(
            Start + "POST /v1/apps/123/deployments returned 202 (Accepted), but the body is not the expected JSON: The body is empty.", exception.Message);
    }
}
