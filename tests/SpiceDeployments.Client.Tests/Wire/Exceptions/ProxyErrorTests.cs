using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>Responses of proxies: HTML, plain text and empty bodies with any status.</summary>
public sealed class ProxyErrorTests : WireTest
{
    public static TheoryData<int, string, Type> Statuses => new()
    {
        { 400, "Bad Request", typeof(SpiceApiException) },
        { 401, "Unauthorized", typeof(SpiceAuthenticationException) },
        { 403, "Forbidden", typeof(SpiceForbiddenException) },
        { 404, "Not Found", typeof(SpiceApiException) },
        { 409, "Conflict", typeof(SpiceApiException) },
        { 413, "Payload Too Large", typeof(SpiceApiException) },
        { 429, "Too Many Requests", typeof(SpiceRateLimitException) },
        { 500, "Internal Server Error", typeof(SpiceApiException) },
        { 502, "Bad Gateway", typeof(SpiceApiException) },
        { 503, "Service Unavailable", typeof(SpiceApiException) },
        { 504, "Gateway Timeout", typeof(SpiceApiException) },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task ListAsync_Html_MessageSuspectsAProxy(int status, string phrase, Type type)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Html("<html>No</html>", status));

        AssertProxyError(exception, type, status, "<html>No</html>");
        Assert.StartsWith(
            $"GET /v1/apps/123/deployments returned {status} ({phrase}): the body is text/html, not an error of the API, so a proxy may have responded.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task ListAsync_PlainText_MessageSuspectsAProxy(int status, string phrase, Type type)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Text("upstream connect error", "text/plain; charset=utf-8", status));

        AssertProxyError(exception, type, status, "upstream connect error");
        Assert.StartsWith(
            $"GET /v1/apps/123/deployments returned {status} ({phrase}): the body is text/plain, not an error of the API, so a proxy may have responded.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task ListAsync_EmptyBody_MessageGivesNoReason(int status, string phrase, Type type)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Empty(status));

        AssertProxyError(exception, type, status, body: null);
        Assert.StartsWith(
            $"GET /v1/apps/123/deployments returned {status} ({phrase}): the service gave no reason.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_JsonErrorWithOtherContentType_IsRead()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Text("""{"error":"No luck"}""", "text/plain", status: 400));

        Assert.Equal("GET /v1/apps/123/deployments returned 400 (Bad Request): No luck.", exception.Message);
    }

    private static void AssertProxyError(SpiceApiException exception, Type type, int status, string? body)
    {
        Assert.IsType(type, exception);
        Assert.Equal((status, null, body), ((int?)exception.StatusCode, exception.ErrorCode, exception.ResponseBody));
        Assert.Equal((null, null, null), (exception.RequestId, exception.RetryAfter, exception.InnerException));
        Assert.Empty(exception.FieldErrors);
    }
}
