using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>The documented errors of the API.</summary>
public sealed class ErrorTableTests : WireTest
{
    private const string CheckToken = " Check the access token: it may be wrong, expired or revoked.";

    /// <summary>Status, reason phrase, code, text, type of the exception, addition to the message.</summary>
    public static TheoryData<int, string, string?, string, Type, string> Rows => new()
    {
        { 400, "Bad Request", null, "App has no spicepod configuration", typeof(SpiceApiException), "" },
        { 400, "Bad Request", null, "Invalid spicepod configuration", typeof(SpiceApiException), "" },
        { 400, "Bad Request", "spicepod_paused", "Spicepod is paused", typeof(SpiceApiException), "" },
        { 400, "Bad Request", "invalid_stable_image_tag", "Image tag is not published for the channel", typeof(SpiceApiException), "" },
        { 400, "Bad Request", "invalid_org_assertion", "X-Org-Name is malformed", typeof(SpiceApiException), "" },
        { 401, "Unauthorized", null, "Missing Authorization header", typeof(SpiceAuthenticationException), CheckToken },
        { 401, "Unauthorized", null, "Invalid token format", typeof(SpiceAuthenticationException), CheckToken },
        { 401, "Unauthorized", null, "Token expired", typeof(SpiceAuthenticationException), CheckToken },
        { 403, "Forbidden", "insufficient_scope", "Insufficient scope. Required: deployments:write", typeof(SpiceForbiddenException), "" },
        { 403, "Forbidden", "forbidden", "Forbidden", typeof(SpiceForbiddenException), "" },
        { 403, "Forbidden", "org_forbidden", "Not a member of the organization", typeof(SpiceForbiddenException), "" },
        { 403, "Forbidden", "org_assertion_mismatch", "The token belongs to another organization", typeof(SpiceForbiddenException), "" },
        { 403, "Forbidden", "image_tag_requires_enterprise", "image_tag needs the Enterprise plan", typeof(SpiceForbiddenException), "" },
        { 403, "Forbidden", "plan_limit", "Plan limit reached", typeof(SpiceForbiddenException), "" },
        { 404, "Not Found", null, "App with ID 999 not found", typeof(AppNotFoundException), "" },
        { 404, "Not Found", null, "Project not found", typeof(AppNotFoundException), "" },
        { 404, "Not Found", null, "Deployment not found", typeof(AppNotFoundException), "" },
        { 408, "Request Timeout", null, "Timed out", typeof(SpiceApiException), "" },
        { 409, "Conflict", null, "A deployment is already in progress", typeof(SpiceApiException), "" },
        { 410, "Gone", null, "Expired", typeof(SpiceApiException), "" },
        { 413, "Payload Too Large", null, "Body over 1 MiB", typeof(SpiceApiException), "" },
        { 422, "Unprocessable Entity", null, "Rule broken", typeof(SpiceApiException), "" },
        { 429, "Too Many Requests", null, "Rate limit exceeded", typeof(SpiceRateLimitException), "" },
        { 500, "Internal Server Error", null, "Internal server error", typeof(SpiceApiException), "" },
        { 502, "Bad Gateway", null, "Upstream failed", typeof(SpiceApiException), "" },
        { 503, "Service Unavailable", null, "Unavailable", typeof(SpiceApiException), "" },
        { 504, "Gateway Timeout", null, "Upstream timed out", typeof(SpiceApiException), "" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task ListAsync_DocumentedError_ThrowsWithAllDetails(int status, string phrase, string? code, string text, Type type, string advice)
    {
        string codeProperty = code is null ? "" : $",\"code\":\"{code}\"";
        string body = $$"""{"error":"{{text}}"{{codeProperty}}}""";

        SpiceApiException exception = await ListFailsAsync(WireResponse.Json(body, status).WithHeader("X-Request-Id", "req-1"));

        Assert.IsType(type, exception);
        Assert.Equal($"GET /v1/apps/123/deployments returned {status} ({phrase}): {text}.{advice}", exception.Message);
        Assert.Equal((status, code, "req-1", body), ((int?)exception.StatusCode, exception.ErrorCode, exception.RequestId, exception.ResponseBody));
        Assert.Empty(exception.FieldErrors);
        Assert.Null(exception.RetryAfter);
        Assert.Null(exception.InnerException);
    }

    [Theory]
    [InlineData("Insufficient scope. Required: deployments:write", "deployments:write")]
    [InlineData("Insufficient scope. Required: deployments:read.", "deployments:read")]
    [InlineData("Insufficient scope. required:deployments:read", "deployments:read")]
    [InlineData("Insufficient scope. Required: apps:read deployments:read", "apps:read deployments:read")]
    [InlineData("Insufficient scope. Required:", null)]
    [InlineData("Insufficient scope", null)]
    public async Task RequiredScope_MissingScope_IsReadFromTheText(string text, string? expected)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json($$"""{"error":"{{text}}","code":"insufficient_scope"}""", status: 403));

        Assert.Equal(expected, Assert.IsType<SpiceForbiddenException>(exception).RequiredScope);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task ListAsync_RejectedRequest_IsSentOnce(int status)
    {
        await ListFailsAsync(WireResponse.Json("""{"error":"No"}""", status));

        Assert.Single(Requests);
    }
}
