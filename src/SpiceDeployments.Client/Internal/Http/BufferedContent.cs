using System.Buffers;
using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The body of an answer, in memory that is borrowed until the answer is disposed of.</summary>
internal sealed class BufferedContent : HttpContent
{
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int FirstBytes = 16 * 1024;
    private const int GrowthFactor = 4;

    private byte[] _buffer = [];
    private int _length;
    private bool _isComplete;

    private ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>The bytes of a content: its own where it is of this class, and not to be used once it is disposed of.</summary>
    public static ValueTask<ReadOnlyMemory<byte>> BytesOfAsync(HttpContent content)
    {
        return content is BufferedContent { Bytes: var bytes } ? ValueTask.FromResult(bytes) : ReadAsync();

        async ValueTask<ReadOnlyMemory<byte>> ReadAsync() => await content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }

    /// <summary>Reads a body to its end. What has come of it stays, also where it breaks off.</summary>
    /// <exception cref="IOException">It broke off, or is too large.</exception>
    public async Task ReadFromAsync(HttpContent received, CancellationToken cancellationToken)
    {
        Stream stream = await received.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        Resize(FirstBytes);
        int count;
        while ((count = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (_length + count > MaxBytes)
            {
                throw new IOException($"The body is larger than {MaxBytes / (1024 * 1024)} MiB.");
            }

            _length += count;
            if (_length == _buffer.Length)
            {
                Resize(Math.Min(_length * GrowthFactor, MaxBytes + 1));
            }
        }

        _isComplete = true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        // A read that was cancelled may go on writing for a moment: memory that it may write to is nobody else's.
        if (disposing && _isComplete)
        {
            _isComplete = false;
            GiveBack(_buffer, _length);
            (_buffer, _length) = ([], 0);
        }

        base.Dispose(disposing);
    }

    private static void GiveBack(byte[] buffer, int length)
    {
        buffer.AsSpan(0, length).Clear(); // It may hold a token.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Resize(int length)
    {
        byte[] outgrown = _buffer;
        _buffer = ArrayPool<byte>.Shared.Rent(length);
        outgrown.AsSpan(0, _length).CopyTo(_buffer);
        GiveBack(outgrown, _length);
    }
}
