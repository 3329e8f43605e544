using SpiceDeployments.Client.Wire.Tests.Infrastructure;

namespace SpiceDeployments.Client.Wire.Tests.Creating;

/// <summary>An answer that leaves open whether there is a deployment: the create is not sent again.</summary>
public sealed class CreateOutcomeUnknownTests : WireTest
{
    private const string Start =
        "The outcome of the create for app 123 is unknown. There may be a new deployment or none. List the app's deployments before creating again. ";

    public static TheoryData<int, string> Statuses => new()
    {
        { 408, "Request Timeout" },
        { 500, "Internal Server Error" },
        { 502, "Bad Gateway" },
        { 503, "Service Unavailable" },
        { 504, "Gateway Timeout" },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task CreateAsync_ServerFault_ThrowsOutcomeUnknownAfterOnePost(int status, string phrase)
    {
        SpiceApiException inner = await CreateIsUnknownAsync(Answer.Json("""{"error":"No luck"}""", status).WithHeader("X-Request-Id", "req-1"));

        Assert.Equal($"POST /v1/apps/123/deployments was answered {status} {phrase}: No luck.", inner.Message);
        Assert.Equal((status, "req-1", """{"error":"No luck"}"""), ((int?)inner.StatusCode, inner.RequestId, inner.ResponseBody));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task CreateAsync_ProxyFault_ThrowsOutcomeUnknownAfterOnePost(int status, string phrase)
    {
        SpiceApiException inner = await CreateIsUnknownAsync(Answer.Html(status: status));

        Assert.Equal(
            $"POST /v1/apps/123/deployments was answered {status} {phrase}: the body is text/html, not an error of the API, so a proxy may have answered.",
            inner.Message);
    }

    [Fact]
    public async Task CreateAsync_ServerFault_SaysThatThereMayBeADeployment()
    {
        GivenCreate(Answer.Json("""{"error":"No luck"}""", status: 500));

        var exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.Equal(Start + "POST /v1/apps/123/deployments was answered 500 Internal Server Error: No luck.", exception.Message);
    }
}
