using System.IO.Compression;
using System.Text;
using SpiceDeployments.Client.Wire.Tests.Infrastructure;

namespace SpiceDeployments.Client.Wire.Tests.Leniency;

public sealed class EncodingTests : WireTest
{
    private const string List = """{"deployments":[{"id":456,"branch":"größe"}]}""";

    private static readonly Deployment Expected = new() { AppId = AppId, Id = 456, Branch = "größe" };

    [Fact]
    public async Task ListAsync_Gzip_IsRead()
    {
        GivenList(Answer.Gzip(List));

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

        GivenList(Answer.Bytes(compressed.ToArray()).WithHeader("Content-Encoding", "br"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task GetAsync_Gzip_IsRead()
    {
        GivenGet(Answer.Gzip(Answer.Deployment));

        Assert.Equal(new Deployment { AppId = AppId, Id = 456, RawStatus = "queued" }, await GetAsync());
    }

    [Fact]
    public async Task CreateAsync_Gzip_IsRead()
    {
        GivenCreate(Answer.Gzip(Answer.Deployment, status: 202));

        Assert.Equal(new Deployment { AppId = AppId, Id = 456, RawStatus = "queued" }, await CreateAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task EveryOperation_ByteOrderMark_IsTolerated(string contentType)
    {
        GivenList(Answer.Text("\uFEFF" + List, contentType));
        GivenGet(Answer.Text("\uFEFF" + Answer.Deployment, contentType));
        GivenCreate(Answer.Text("\uFEFF" + Answer.Deployment, contentType, status: 202));

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
    public async Task ListAsync_ContentType_DoesNotMatter(string contentType)
    {
        GivenList(Answer.Text(List, contentType));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public async Task ListAsync_OtherCharset_IsRead(string charset)
    {
        GivenList(Answer.Bytes(Encoding.GetEncoding(charset).GetBytes(List), $"application/json; charset={charset}"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task ListAsync_Utf16WithByteOrderMark_IsRead()
    {
        GivenList(Answer.Bytes(Encoding.Unicode.GetBytes("\uFEFF" + List), "application/json; charset=utf-16"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("utf8")]
    [InlineData("bogus")]
    public async Task ListAsync_CharsetThatDoesNotExist_IsReadAsUtf8(string charset)
    {
        GivenList(Answer.Bytes(Encoding.UTF8.GetBytes(List), $"application/json; charset={charset}"));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\udc00 and more")]
    public async Task ListAsync_TextThatIsNotUnicode_IsNullAndTheRestIsRead(string escaped)
    {
        GivenList(Answer.Text($$"""{"deployments":[{"id":456,"branch":"main","commit_message":"{{escaped}}"}]}""", "application/json"));

        Assert.Equal(new Deployment { AppId = AppId, Id = 456, Branch = "main" }, Assert.Single(await ListAsync()));
    }

    [Fact]
    public async Task ListAsync_NoContentType_IsRead()
    {
        GivenList(Answer.Empty(200).WithBody(Encoding.UTF8.GetBytes(List)));

        Assert.Equal(Expected, Assert.Single(await ListAsync()));
    }
}
