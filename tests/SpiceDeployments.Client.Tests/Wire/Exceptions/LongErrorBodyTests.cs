using System.Text;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>An exception contains at most 4 KiB of a body.</summary>
public sealed class LongErrorBodyTests : WireTest
{
    private const int Limit = 4 * 1024;

    [Theory]
    [InlineData(Limit - 1, Limit - 1)]
    [InlineData(Limit, Limit)]
    [InlineData(Limit + 1, Limit)]
    [InlineData(1_000_000, Limit)]
    public async Task ResponseBody_LongError_IsTruncated(int length, int expected)
    {
        string body = Letters(length);

        SpiceApiException exception = await ListFailsAsync(WireResponse.Html(body, status: 502));

        Assert.Equal(body[..expected], exception.ResponseBody);
    }

    [Fact]
    public async Task ResponseBody_LongUnreadableSuccess_IsTruncated()
    {
        string body = Letters(100_000);

        SpiceApiException exception = await ListFailsAsync(WireResponse.Html(body));

        Assert.Equal(body[..Limit], exception.ResponseBody);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("🚀")]
    public async Task ResponseBody_NotAscii_HasAtMost4KiB(string character)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Html(string.Concat(Enumerable.Repeat(character, 10_000)), status: 502));

        Assert.InRange(Encoding.UTF8.GetByteCount(exception.ResponseBody!), Limit - 4, Limit);
        Assert.Equal("", exception.ResponseBody!.Replace(character, "", StringComparison.Ordinal));
    }

    /// <summary>The bodies take the longest to search: they contain the beginnings of what is searched for, or are escaped throughout.</summary>
    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer        ")]
    [InlineData("Bearer abcdefg ")]
    [InlineData("pat-012345678")]
    [InlineData("%25\\u0026amp; ")]
    [InlineData("&amp;amp;amp;")]
    [InlineData("\\")]
    [InlineData("\n")]
    public async Task AnyCall_ErrorBodyOf14MiB_ThrowsSpiceException(string repeated)
    {
        string body = string.Concat(Enumerable.Repeat(repeated, 14 * 1024 * 1024 / repeated.Length));
        GivenList(WireResponse.Html(body, status: 400));
        GivenCreate(WireResponse.Html(body, status: 500));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(ListAsync);
        await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.Equal(400, (int?)exception.StatusCode);
        Assert.InRange(exception.ResponseBody!.Length, 1, Limit);
        Assert.Equal((1, 5), (CreateCount, CheckCount));
    }

    [Fact]
    public async Task Fields_BeyondTheExcerpt_AreRead()
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json($$"""{"trace":"{{Letters(10_000)}}","error":"No luck","code":"late"}""", status: 400));

        Assert.Equal("GET /v1/apps/123/deployments returned 400 (Bad Request): No luck.", exception.Message);
        Assert.Equal("late", exception.ErrorCode);
    }

    private static string Letters(int length) => string.Concat(Enumerable.Range(0, length).Select(index => (char)('a' + (index % 26))));
}
