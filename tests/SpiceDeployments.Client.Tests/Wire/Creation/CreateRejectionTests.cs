using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A rejected create is not sent again.</summary>
public sealed class CreateRejectionTests : WireTest
{
    public static TheoryData<int, string, string?, string, Type> Refusals => new()
    {
        { 400, "Bad Request", null, "App has no spicepod configuration", typeof(SpiceApiException) },
        { 400, "Bad Request", "spicepod_paused", "Spicepod is paused", typeof(SpiceApiException) },
        { 401, "Unauthorized", null, "Token expired", typeof(SpiceAuthenticationException) },
        { 403, "Forbidden", "insufficient_scope", "Insufficient scope. Required: deployments:write", typeof(SpiceForbiddenException) },
        { 403, "Forbidden", "image_tag_requires_enterprise", "image_tag needs the Enterprise plan", typeof(SpiceForbiddenException) },
        { 404, "Not Found", null, "App with ID 123 not found", typeof(AppNotFoundException) },
        { 410, "Gone", null, "Expired", typeof(SpiceApiException) },
        { 413, "Payload Too Large", null, "Body over 1 MiB", typeof(SpiceApiException) },
        { 422, "Unprocessable Entity", null, "Rule broken", typeof(SpiceApiException) },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task CreateAsync_Rejected_ThrowsTheReasonAfterOneAttempt(int status, string phrase, string? code, string text, Type type)
    {
        string codeProperty = code is null ? "" : $",\"code\":\"{code}\"";
        GivenCreate(WireResponse.Json($$"""{"error":"{{text}}"{{codeProperty}}}""", status).WithHeader("X-Request-Id", "req-1"));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(CreateAsync);

        Assert.IsType(type, exception);
        Assert.StartsWith($"POST /v1/apps/123/deployments returned {status} ({phrase}): {text}.", exception.Message, StringComparison.Ordinal);
        Assert.Equal((status, code, "req-1"), ((int?)exception.StatusCode, exception.ErrorCode, exception.RequestId));
        Assert.Equal("POST", Assert.Single(Requests).Method);
    }

    [Fact]
    public async Task CreateAsync_MissingScope_HasTheScope()
    {
        GivenCreate(WireResponse.Json("""{"error":"Insufficient scope. Required: deployments:write","code":"insufficient_scope"}""", status: 403));

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(CreateAsync);

        Assert.Equal("deployments:write", exception.RequiredScope);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    public async Task CreateAsync_RejectedByAProxy_IsARejection(int status)
    {
        GivenCreate(WireResponse.Html(status: status));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(CreateAsync);

        Assert.Equal(status, (int?)exception.StatusCode);
        Assert.Single(Requests);
    }
}
