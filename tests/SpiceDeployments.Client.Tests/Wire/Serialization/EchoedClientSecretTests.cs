using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>Echoes of a client secret, and of the token that it was exchanged for, are redacted.</summary>
public sealed class EchoedClientSecretTests : WireTest
{
    private const string ClientSecret = "secret-9876543210";
    private const string IssuedToken = "issued-abcdef123456";

    private const string Issued = $$"""{"access_token":"{{IssuedToken}}","token_type":"Bearer","expires_in":3600}""";

    private readonly DeploymentsClient _client;

    public EchoedClientSecretTests() => _client = CreateClient(options =>
    {
        options.AccessToken = null;
        options.ClientId = "client-1";
        options.ClientSecret = ClientSecret;
        options.TokenEndpoint = new Uri(Server.Url + TokenPath);
    });

    [Theory]
    [InlineData(ClientSecret)]
    [InlineData(IssuedToken)]
    [InlineData("Bearer " + IssuedToken)]
    public async Task Api_Echo_IsRedacted(string echo)
    {
        GivenToken(WireResponse.Json(Issued));
        GivenList(WireResponse.Json($$"""{"error":"No: {{echo}}"}""", status: 400));

        SpiceApiException exception = await FailAsync();

        AssertNoSecret(exception);
        Assert.Equal($"Bearer {IssuedToken}", Requests[^1].Headers["Authorization"]);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task TokenEndpoint_EchoInJson_IsRedacted(int status)
    {
        GivenToken(WireResponse.Json($$"""{"error":"invalid_client","message":"{{ClientSecret}}","code":"{{ClientSecret}}"}""", status));

        AssertNoSecret(await FailAsync());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(401)]
    public async Task TokenEndpoint_EchoInTheErrorText_IsRedacted(int status)
    {
        GivenToken(WireResponse.Json($$"""{"error":"No client with {{ClientSecret}}"}""", status));

        AssertNoSecret(await FailAsync());
    }

    [Theory]
    [InlineData("{\"access_token\":tru" + ClientSecret + "}")]
    [InlineData("{\"" + ClientSecret + "\":{\"a\":tru}}")]
    public async Task TokenEndpoint_EchoInUnreadableSuccess_IsRedacted(string body)
    {
        GivenToken(WireResponse.Json(body));

        AssertNoSecret(await FailAsync());
    }

    private async Task<SpiceApiException> FailAsync() =>
        await Assert.ThrowsAnyAsync<SpiceApiException>(() => _client.ListAsync(AppId, cancellationToken: CancellationToken));

    private static void AssertNoSecret(SpiceApiException exception)
    {
        string everything = exception + exception.ResponseBody;
        Assert.DoesNotContain(ClientSecret, everything, StringComparison.Ordinal);
        Assert.DoesNotContain(IssuedToken, everything, StringComparison.Ordinal);
    }
}
