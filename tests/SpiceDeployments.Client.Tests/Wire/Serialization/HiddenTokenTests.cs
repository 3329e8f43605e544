using System.Text;
using System.Text.Json;
using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseProviders;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>Echoes of the access token in unusual places and forms are redacted.</summary>
public sealed class HiddenTokenTests : WireTest
{
    private const string Token = "t0ken+of/a==client";

    public static TheoryData<string> UnreadableSuccesses => new(
        Token,
        "{\"deployments\":[{\"id\":1,\"x\":tru" + Token + "}]}",
        "{\"deployments\":[{\"id\":1,\"" + Token + "\":{\"a\":tru}}]}");

    [Theory]
    [MemberData(nameof(UnreadableSuccesses))]
    public async Task UnreadableSuccess_EchoQuotedByTheParser_IsRedacted(string body)
    {
        SpiceApiException exception = await FailAsync(WireResponse.Json(body));

        AssertNoToken(exception);
        Assert.Equal(body.Replace(Token, "[redacted]", StringComparison.Ordinal), exception.ResponseBody);
    }

    [Theory]
    [InlineData("t0ken\\u002Bof/a==client")]
    [InlineData("t0ken+of\\/a==client")]
    [InlineData("t0ken+of/a\\u003d\\u003Dclient")]
    public async Task ResponseBody_JsonEscapedEcho_IsRedacted(string escaped)
    {
        SpiceApiException exception = await FailAsync(WireResponse.Json($$"""{"error":"No: {{escaped}}"}""", status: 400));

        AssertNoToken(exception);
        using var body = JsonDocument.Parse(exception.ResponseBody!);
        Assert.Equal("No: [redacted]", body.RootElement.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("utf-16", true, true)]
    [InlineData("utf-16", true, false)]
    [InlineData("utf-16", false, true)]
    [InlineData("utf-16", false, false)]
    [InlineData("utf-16BE", false, true)]
    [InlineData("utf-32", true, true)]
    [InlineData("utf-32", false, true)]
    [InlineData("utf-32", false, false)]
    public async Task ErrorBody_EchoInAnotherEncoding_IsRedacted(string charset, bool hasCharset, bool hasMark)
    {
        byte[] body = Encoding.GetEncoding(charset).GetBytes((hasMark ? "\uFEFF" : "") + $$"""{"error":"No: {{Token}}","code":"denied"}""");

        SpiceApiException exception = await FailAsync(WireResponse.Bytes(body, hasCharset ? $"application/json; charset={charset}" : "application/json", status: 400));

        AssertNoToken(exception);
        Assert.Contains("[redacted]", exception.ResponseBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, exception.ResponseBody!.Replace("\uFFFD", "", StringComparison.Ordinal), StringComparison.Ordinal);
        if (hasCharset || hasMark)
        {
            Assert.Equal(("denied", "GET /v1/apps/123/deployments returned 400 (Bad Request): No: [redacted]."), (exception.ErrorCode, exception.Message));
        }
    }

    [Fact]
    public async Task LongBody_ManyEchoesOfALongToken_LeaveNoPiece()
    {
        string token = string.Concat(Enumerable.Range(0, 100).Select(index => $"piece-{index:00}."));
        DeploymentsClient client = CreateClient(options => options.AccessToken = token);
        GivenList(WireResponse.Text(string.Join('\n', Enumerable.Repeat(token, 20)), "text/plain", status: 502));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.DoesNotContain("piece-", exception.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongBody_EchoAtTheCut_LeavesNoPiece()
    {
        string body = new string('x', (4 * 1024) - 5) + Token;

        SpiceApiException exception = await FailAsync(WireResponse.Html(body, status: 502));

        Assert.Equal(new string('x', (4 * 1024) - 5) + "[reda", exception.ResponseBody);
    }

    private async Task<SpiceApiException> FailAsync(IResponseProvider response)
    {
        GivenList(response);
        DeploymentsClient client = CreateClient(options => options.AccessToken = Token);
        return await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));
    }

    private static void AssertNoToken(SpiceApiException exception)
    {
        Assert.DoesNotContain(Token, exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, exception.ResponseBody, StringComparison.Ordinal);
    }
}
