using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class BufferedContentTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static MatrixTheoryData<int, int> SizesAndPieces => new(
        [0, 1, (16 * 1024) - 1, 16 * 1024, (16 * 1024) + 1, 64 * 1024, (64 * 1024) + 1, (1024 * 1024) + 1],
        [1, 1000, 16 * 1024, 1024 * 1024]);

    [Theory]
    [MemberData(nameof(SizesAndPieces))]
    public async Task ReadFromAsync_AnySizeInAnyChunks_ReadsAll(int size, int pieceBytes)
    {
        byte[] body = RandomBytes(size);
        using var content = new BufferedContent { ReceivedAt = default };

        await content.ReadFromAsync(new StreamContent(new ChunkedStream(body, pieceBytes)), CancellationToken);

        Assert.Equal(body, content.Bytes.ToArray());
        Assert.Equal(body, await content.ReadAsByteArrayAsync(CancellationToken));
    }

    [Fact]
    public async Task Dispose_CompleteBody_ReturnsTheClearedBufferOnce()
    {
        var stream = new ChunkedStream(RandomBytes(100), 100);
        var content = new BufferedContent { ReceivedAt = default };
        await content.ReadFromAsync(new StreamContent(stream), CancellationToken);

        content.Dispose();
        Assert.All(stream.LastMemory.Take(100), value => Assert.Equal(0, value));

        stream.LastMemory[0] = 1; // The buffer may belong to another renter now.
        content.Dispose();
        Assert.Equal(1, stream.LastMemory[0]);
    }

    [Fact]
    public async Task Dispose_TruncatedBody_DoesNotReturnTheBuffer()
    {
        using var limit = new CancellationTokenSource();
        var stream = new HangingStream([1, 2, 3]);
        var content = new BufferedContent { ReceivedAt = default };
        Task reading = content.ReadFromAsync(new StreamContent(stream), limit.Token);
        await limit.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        ReadOnlyMemory<byte> received = content.Bytes;
        content.Dispose();

        Assert.Equal([1, 2, 3], received.ToArray());
    }

    private static byte[] RandomBytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
