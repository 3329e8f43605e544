using System.IO.Compression;
using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class EncodingTests
{
    [Fact]
    public async Task RespondWithGzip_List_CompressesResponse()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment();
        ApiResponse real = await session.ListAsync();
        session.Emulator.Faults.OnList().RespondWithGzip();

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);
        byte[] compressed = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(FaultKind.RespondWithGzip, session.Emulator.Requests[1].Fault);
        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        Assert.Equal(compressed.Length, response.Content.Headers.ContentLength);
        Assert.Equal(real.Text, Unzipped(compressed));
    }

    [Fact]
    public async Task RespondWithGzip_Error_KeepsStatus()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().RespondWithGzip();

        Assert.Equal(404, (await session.GetAsync("/v1/apps/999")).Status);
    }

    [Fact]
    public async Task RespondWithByteOrderMark_List_PrependsMark()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RespondWithByteOrderMark();

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(FaultKind.RespondWithByteOrderMark, Assert.Single(session.Emulator.Requests).Fault);
        Assert.Equal([0xEF, 0xBB, 0xBF, .. """{"deployments":[]}"""u8], bytes);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData(1, 18)]
    [InlineData(18, 18)]
    [InlineData(19, 19)]
    [InlineData(100_000, 100_000)]
    public async Task PadResponse_Plain_AddsWhiteSpace(int bytes, int expected)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().PadResponse(bytes);

        ApiResponse response = await session.ListAsync();

        Assert.Equal("""{"deployments":[]""" + new string(' ', expected - 18) + "}", response.Text);
        Assert.Empty(response.Deployments);
        Assert.Equal(FaultKind.PadResponse, Assert.Single(session.Emulator.Requests).Fault);
    }

    [Fact]
    public async Task PadResponse_PlainAndHuge_HasContentLength()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().PadResponse(5_000_000_000);

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);

        Assert.Equal(5_000_000_000, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task PadResponse_Gzip_HasSizeBeforeCompression()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().PadResponse(20_000_000, gzip: true);

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);
        byte[] compressed = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        Assert.True(response.Headers.TransferEncodingChunked);
        Assert.InRange(compressed.Length, 1, 200_000);
        Assert.Equal(20_000_000, Unzipped(compressed).Length);
    }

    private static string Unzipped(byte[] compressed)
    {
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
