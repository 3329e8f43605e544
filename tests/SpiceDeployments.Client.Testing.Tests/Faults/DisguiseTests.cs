using System.IO.Compression;
using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class DisguiseTests
{
    [Fact]
    public async Task AnswerGzipped_OfAList_IsTheRealAnswerCompressed()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment();
        Answer real = await session.ListAsync();
        session.Emulator.Faults.OnList().RespondWithGzip();

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);
        byte[] compressed = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        Assert.Equal(compressed.Length, response.Content.Headers.ContentLength);
        Assert.Equal(real.Text, Unzipped(compressed));
    }

    [Fact]
    public async Task AnswerGzipped_OfAnError_KeepsItsStatus()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().RespondWithGzip();

        Assert.Equal(404, (await session.GetAsync("/v1/apps/999")).Status);
    }

    [Fact]
    public async Task AnswerWithByteOrderMark_OfAList_IsTheRealAnswerBehindIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RespondWithByteOrderMark();

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal([0xEF, 0xBB, 0xBF, .. """{"deployments":[]}"""u8], bytes);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData(1, 18)]
    [InlineData(18, 18)]
    [InlineData(19, 19)]
    [InlineData(100_000, 100_000)]
    public async Task AnswerOfSize_Plain_IsTheRealAnswerWithWhiteSpace(int bytes, int expected)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().PadResponse(bytes);

        Answer answer = await session.ListAsync();

        Assert.Equal("""{"deployments":[]""" + new string(' ', expected - 18) + "}", answer.Text);
        Assert.Empty(answer.Deployments);
    }

    [Fact]
    public async Task AnswerOfSize_PlainAndHuge_SaysItsLength()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().PadResponse(5_000_000_000);

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);

        Assert.Equal(5_000_000_000, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task AnswerOfSize_Gzipped_HasThatSizeUncompressed()
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
