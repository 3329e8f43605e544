using System.Runtime.InteropServices;

namespace SpiceDeployments.Client.Tests.Unit.Http;

/// <summary>Returns a body in chunks, and keeps the last buffer that it was read into.</summary>
internal sealed class ChunkedStream(byte[] body, int pieceBytes) : MemoryStream(body)
{
    public byte[] LastMemory { get; private set; } = [];

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        LastMemory = MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment) ? segment.Array ?? [] : [];
        return base.ReadAsync(buffer[..Math.Min(pieceBytes, buffer.Length)], cancellationToken);
    }
}
