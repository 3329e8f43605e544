using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

public sealed class ErrorBodyShapeTests : WireTest
{
    private const string Start = "GET /v1/apps/123/deployments returned 400 (Bad Request): ";
    private const string NoReason = Start + "the service gave no reason.";

    [Theory]
    [InlineData("""{"message":"No luck"}""", "No luck.")]
    [InlineData("""{"error":"First","message":"Second"}""", "First.")]
    [InlineData("""{"error":null,"message":"Second"}""", "Second.")]
    [InlineData("""{"error":"","message":"Second"}""", "Second.")]
    [InlineData("""{"error":"  ","message":"Second"}""", "Second.")]
    [InlineData("""{"error":42,"message":"Second"}""", "Second.")]
    [InlineData("""{"error":{"message":"Inner"},"message":"Second"}""", "Second.")]
    [InlineData("""{"error":"Ends with a stop."}""", "Ends with a stop.")]
    [InlineData("""{"error":"Stop!"}""", "Stop!")]
    [InlineData("""{"error":"Really?"}""", "Really?")]
    [InlineData("""{"error":"Größe 日本"}""", "Größe 日本.")]
    public async Task Message_ServicesText_IsReadFromErrorOrMessage(string body, string expected)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json(body, status: 400));

        Assert.Equal(Start + expected, exception.Message);
        Assert.Null(exception.ErrorCode);
        Assert.Equal(body, exception.ResponseBody);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""["error"]""")]
    [InlineData("null")]
    [InlineData("42")]
    [InlineData("true")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":42,"code":42}""")]
    [InlineData("""{"error":["a"],"code":["b"]}""")]
    [InlineData("""{"error":{"message":"Inner","code":"inner"}}""")]
    [InlineData("""{"error":"cut of""")]
    [InlineData("""{"error":"\ud83d"}""")]
    public async Task Message_NoTextOfTheService_GivesNoReason(string body)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json(body, status: 400));

        Assert.IsType<SpiceApiException>(exception);
        Assert.Equal(NoReason, exception.Message);
        Assert.Equal((400, null, null), ((int?)exception.StatusCode, exception.ErrorCode, exception.InnerException));
        Assert.Empty(exception.FieldErrors);
        Assert.Equal(body, exception.ResponseBody);
    }

    [Fact]
    public async Task Message_CodeOnly_IsTheCode()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json("""{"code":"not_yet"}""", status: 400));

        Assert.Equal((Start + "not_yet.", "not_yet"), (exception.Message, exception.ErrorCode));
    }

    [Fact]
    public async Task ErrorBody_ByteOrderMark_IsIgnored()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json("\uFEFF{\"error\":\"No luck\",\"code\":\"bad\"}", status: 400));

        Assert.Equal((Start + "No luck.", "bad"), (exception.Message, exception.ErrorCode));
    }

    [Fact]
    public async Task ErrorBody_Gzip_IsRead()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Gzip("""{"error":"No luck"}""", status: 400));

        Assert.Equal((Start + "No luck.", """{"error":"No luck"}"""), (exception.Message, exception.ResponseBody));
    }

    [Fact]
    public async Task ErrorBody_BrokenGzip_KeepsTheStatus()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json("""{"error":"No luck"}""", status: 400).WithHeader("Content-Encoding", "gzip"));

        Assert.Equal((400, NoReason), ((int?)exception.StatusCode, exception.Message));
    }
}
