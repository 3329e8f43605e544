using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseProviders;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>Echoes of the access token are redacted.</summary>
public sealed class EchoedTokenTests : WireTest
{
    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task ErrorText_Echo_IsRedacted(int status)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json($$"""{"error":"No: {{AccessToken}}, {{AccessToken}}","code":"{{AccessToken}}"}""", status));

        AssertNoToken(exception);
        Assert.Contains(": No: [redacted], [redacted].", exception.Message, StringComparison.Ordinal);
        Assert.Equal("[redacted]", exception.ErrorCode);
        Assert.Equal("""{"error":"No: [redacted], [redacted]","code":"[redacted]"}""", exception.ResponseBody);
    }

    [Fact]
    public async Task Html_Echo_IsRedacted()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Html($"<pre>Authorization: Bearer {AccessToken}</pre>", status: 502));

        AssertNoToken(exception);
        Assert.Equal("<pre>Authorization: Bearer [redacted]</pre>", exception.ResponseBody);
    }

    [Fact]
    public async Task AnotherBearerToken_Echo_IsRedacted()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json("""{"error":"Upstream refused bearer eyJhbGciOi.J9-_~+/x=="}""", status: 502));

        Assert.Equal("GET /v1/apps/123/deployments returned 502 (Bad Gateway): Upstream refused Bearer [redacted].", exception.Message);
        Assert.Equal("""{"error":"Upstream refused Bearer [redacted]"}""", exception.ResponseBody);
    }

    [Fact]
    public async Task FormErrors_Echo_IsRedacted()
    {
        SpiceApiException exception = await ListFailsAsync(
            WireResponse.Json($$$"""{"error":"Validation failed","details":{"formErrors":["{{{AccessToken}}} is expired"] } }""", status: 400));

        AssertNoToken(exception);
        Assert.Equal("GET /v1/apps/123/deployments returned 400 (Bad Request): Validation failed ([redacted] is expired).", exception.Message);
    }

    [Fact]
    public async Task FieldErrors_Echo_IsRedacted()
    {
        SpiceApiException exception = await ListFailsAsync(
            WireResponse.Json($$$"""{"error":"Validation failed","details":{"fieldErrors":{"authorization":["{{{AccessToken}}} is expired"] } } }""", status: 400));

        AssertNoToken(exception);
        Assert.Equal(["[redacted] is expired"], exception.FieldErrors["authorization"]);
    }

    [Fact]
    public async Task RequiredScope_Echo_IsRedacted()
    {
        SpiceApiException exception = await ListFailsAsync(
            WireResponse.Json($$"""{"error":"Insufficient scope. Required: deployments:write of {{AccessToken}}"}""", status: 403));

        AssertNoToken(exception);
        Assert.Equal("deployments:write of [redacted]", Assert.IsType<SpiceForbiddenException>(exception).RequiredScope);
    }

    [Fact]
    public async Task CreateAsync_Conflict_IsRedacted()
    {
        GivenCreate(Echo(409));
        GivenList(WireResponse.List());

        AssertNoToken(await Assert.ThrowsAsync<DeploymentConflictException>(CreateAsync));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public async Task CreateAsync_OutcomeUnknown_IsRedacted(int status)
    {
        GivenCreate(Echo(status));
        GivenList(WireResponse.List());

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.DoesNotContain(AccessToken, exception.ToString(), StringComparison.Ordinal);
        AssertNoToken(Assert.IsType<SpiceApiException>(exception.InnerException));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(503)]
    public async Task CreateAsync_ErrorAndNothingFound_IsRedacted(int status)
    {
        GivenCreate(Echo(status));
        GivenList(WireResponse.List());

        AssertNoToken(await Assert.ThrowsAsync<SpiceApiException>(CreateAsync));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task CreateAsync_ErrorOfTheCheck_IsRedacted(int status)
    {
        GivenCreate(Echo(503));
        GivenList(Echo(status));

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.DoesNotContain(AccessToken, exception.ToString(), StringComparison.Ordinal);
    }

    private static IResponseProvider Echo(int status) => WireResponse.Json($$"""{"error":"No: {{AccessToken}}"}""", status);

    private static void AssertNoToken(SpiceApiException exception)
    {
        Assert.DoesNotContain(AccessToken, exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(AccessToken, exception.ResponseBody, StringComparison.Ordinal);
    }
}
