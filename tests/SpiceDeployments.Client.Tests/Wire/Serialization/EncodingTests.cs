using System.IO.Compression;
using System.Text;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class EncodingTests : WireTest
{
    private const string List = """{"deployments":[{"id":456,"branch":"größe"}]}""";

    private static readonly Deployment Expected = new() { AppId = AppId, Id = 456, Branch = "größe" };

    [Fact]
    public async Task ListAsync_Gzip_IsRead()
    {
        GivenList(WireResponse.Gzip(List));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task ListAsync_Brotli_IsRead()
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal))
        {
            brotli.Write(Encoding.UTF8.GetBytes(List));
        }

        GivenList(WireResponse.Bytes(compressed.ToArray()).WithHeader("Content-Encoding", "br"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task GetAsync_Gzip_IsRead()
    {
        GivenGet(WireResponse.Gzip(WireResponse.Deployment));

        Assert.Equal(new Deployment { AppId = AppId, Id = 456, RawStatus = "queued" }, await GetAsync());
    }

    [Fact]
    public async Task CreateAsync_Gzip_IsRead()
    {
        GivenCreate(WireResponse.Gzip(WireResponse.Deployment, status: 202));

        Assert.Equal(new Deployment { AppId = AppId, Id = 456, RawStatus = "queued" }, await CreateAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task EveryOperation_ByteOrderMark_IsIgnored(string contentType)
    {
        GivenList(WireResponse.Text("\uFEFF" + List, contentType));
        GivenGet(WireResponse.Text("\uFEFF" + WireResponse.Deployment, contentType));
        GivenCreate(WireResponse.Text("\uFEFF" + WireResponse.Deployment, contentType, status: 202));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
        Assert.Equal(456, (await GetAsync()).Id);
        Assert.Equal(456, (await CreateAsync()).Id);
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/vnd.spice+json")]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain")]
    public async Task ListAsync_AnyContentType_IsRead(string contentType)
    {
        GivenList(WireResponse.Text(List, contentType));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task ListAsync_OtherCharset_IsRead(string charset)
    {
        GivenList(WireResponse.Bytes(Encoding.GetEncoding(charset).GetBytes(List), $"application/json; charset={charset}"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task ListAsync_Utf16WithByteOrderMark_IsRead()
    {
        GivenList(WireResponse.Bytes(Encoding.Unicode.GetBytes("\uFEFF" + List), "application/json; charset=utf-16"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task ListAsync_Utf16WithByteOrderMarkOnly_IsRead(string encoding)
    {
        GivenList(WireResponse.Bytes(Encoding.GetEncoding(encoding).GetBytes("\uFEFF" + List)));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("utf8")]
    [InlineData("bogus")]
    [InlineData("utf-7")] // .NET refuses it: its decoder is insecure.
    public async Task ListAsync_UnknownCharset_IsReadAsUtf8(string charset)
    {
        GivenList(WireResponse.Bytes(Encoding.UTF8.GetBytes(List), $"application/json; charset={charset}"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\udc00 and more")]
    public async Task ListAsync_InvalidUnicode_IsNullAndTheRestIsRead(string escaped)
    {
        GivenList(WireResponse.Text($$"""{"deployments":[{"id":456,"branch":"main","commit_message":"{{escaped}}"}]}""", "application/json"));

        Assert.Equal(new Deployment { AppId = AppId, Id = 456, Branch = "main" }, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task ListAsync_NoContentType_IsRead()
    {
        GivenList(WireResponse.Empty(200).WithBody(Encoding.UTF8.GetBytes(List)));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }
}
