using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>The documented errors of the API.</summary>
public sealed class ErrorTableTests : WireTest
{
    private const string CheckToken = " Check the access token: it may be wrong, expired or revoked.";

    private const string CheckOrganization = " Check the organization (DeploymentsClientOptions.Organization):";
    private const string CommitTheChange =
        " The spicepod of this app comes from its GitHub repository: commit the change there and deploy, or disconnect the repository in the portal.";

    private const string ClearTag = " clear that of the app: UpdateAppAsync(appId, new UpdateAppRequest { ImageTag = null }).";

    /// <summary>Status, reason phrase, code, text, type of the exception, addition to the message.</summary>
    public static TheoryData<int, string, string?, string, Type, string> Rows => new()
    {
        { 400, "Bad Request", null, "App has no spicepod configuration", typeof(SpiceApiException), " Set one with IAppsClient.UpdateAppAsync: new UpdateAppRequest { Spicepod = text }." },
        { 400, "Bad Request", null, "Invalid spicepod configuration", typeof(SpiceApiException), " Correct the spicepod and set it with IAppsClient.UpdateAppAsync: new UpdateAppRequest { Spicepod = text }." },
        { 400, "Bad Request", "spicepod_paused", "Spicepod is paused", typeof(SpiceApiException), " Resume the app with IAppsClient.ResumeAppAsync, which starts a deployment." },
        { 400, "Bad Request", "invalid_stable_image_tag", "Image tag is not published for the channel", typeof(SpiceApiException), " Set an image tag that is published for the channel, or" + ClearTag },
        { 400, "Bad Request", "invalid_org_assertion", "X-Org-Name is malformed", typeof(SpiceApiException), CheckOrganization + " it may contain letters, digits, '.', '-' and '_'." },
        { 401, "Unauthorized", null, "Missing Authorization header", typeof(SpiceAuthenticationException), CheckToken },
        { 401, "Unauthorized", null, "Invalid token format", typeof(SpiceAuthenticationException), CheckToken },
        { 401, "Unauthorized", null, "Token expired", typeof(SpiceAuthenticationException), CheckToken },
        { 403, "Forbidden", "insufficient_scope", "Insufficient scope. Required: deployments:write", typeof(SpiceForbiddenException), "" },
        { 403, "Forbidden", "forbidden", "Forbidden", typeof(SpiceForbiddenException), "" },
        { 403, "Forbidden", "org_forbidden", "Not a member of the organization", typeof(SpiceForbiddenException), CheckOrganization + " the user does not belong to it." },
        { 403, "Forbidden", "org_assertion_mismatch", "The token belongs to another organization", typeof(SpiceForbiddenException), CheckOrganization + " the OAuth client belongs to another one." },
        { 403, "Forbidden", "image_tag_requires_enterprise", "image_tag needs the Enterprise plan", typeof(SpiceForbiddenException), " Omit ImageTag, or" + ClearTag },
        { 403, "Forbidden", "plan_limit", "Plan limit reached", typeof(SpiceForbiddenException), " Set fewer replicas or smaller resources, or change the plan of the organization." },
        { 404, "Not Found", null, "App with ID 999 not found", typeof(AppNotFoundException), "" },
        { 404, "Not Found", null, "Project not found", typeof(AppNotFoundException), "" },
        { 404, "Not Found", null, "Deployment not found", typeof(AppNotFoundException), "" },
        { 408, "Request Timeout", null, "Timed out", typeof(SpiceApiException), "" },
        { 409, "Conflict", null, "A deployment is already in progress", typeof(SpiceApiException), "" },
        { 400, "Bad Request", null, "Region is required", typeof(SpiceApiException), " Set UpdateAppRequest.Region." },
        { 400, "Bad Request", null, "'acme' is not a deployable cluster", typeof(SpiceApiException), " Set UpdateAppRequest.ClusterName to a cluster of the organization." },
        { 400, "Bad Request", null, "Cluster 'acme' not found", typeof(SpiceApiException), " Set UpdateAppRequest.ClusterName to a cluster of the organization." },
        { 400, "Bad Request", null, "region 'a' does not match cluster region 'b'", typeof(SpiceApiException), " Set only one of UpdateAppRequest.Region and ClusterName." },
        { 409, "Conflict", "github_connected", "The spicepod comes from GitHub", typeof(SpiceApiException), CommitTheChange },
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
