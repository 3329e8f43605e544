using System.Buffers;
using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The body of a response, in pooled memory that is returned when the response is disposed.</summary>
internal sealed class BufferedContent : HttpContent
{
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int InitialBytes = 16 * 1024;
    private const int GrowthFactor = 4;

    private byte[] _buffer = [];
    private int _length;
    private bool _isComplete;

    /// <summary>When the headers of the response were received.</summary>
    public required ClockReading ReceivedAt { get; init; }

    /// <summary>The <c>Content-Type</c> of the response, or <c>null</c> if not sent. The headers themselves are not copied.</summary>
    public string? ContentType { get; init; }

    /// <summary>The bytes read so far, which must not be used after the content is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body to its end. If the body is truncated, the bytes read so far are kept.</summary>
    /// <exception cref="IOException">The body is truncated or too large.</exception>
    public async Task ReadFromAsync(HttpContent received, CancellationToken cancellationToken)
    {
        Stream stream = await received.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        Resize(InitialBytes);
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
        // A canceled read may still write to the buffer, so an incomplete buffer is not returned to the pool.
        if (disposing && _isComplete)
        {
            _isComplete = false;
            ReturnBuffer(_buffer, _length);
            (_buffer, _length) = ([], 0);
        }

        base.Dispose(disposing);
    }

    private static void ReturnBuffer(byte[] buffer, int length)
    {
        buffer.AsSpan(0, length).Clear(); // The body may contain a token.
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Resize(int length)
    {
        byte[] outgrown = _buffer;
        _buffer = ArrayPool<byte>.Shared.Rent(length);
        outgrown.AsSpan(0, _length).CopyTo(_buffer);
        ReturnBuffer(outgrown, _length);
    }
}
