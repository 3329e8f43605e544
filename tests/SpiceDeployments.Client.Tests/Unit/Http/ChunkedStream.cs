using System.Runtime.InteropServices;

namespace SpiceDeployments.Client.Tests.Unit.Http;

/// <summary>Gives a body in pieces of a size, and keeps the memory that it was to write into.</summary>
internal sealed class ChunkedStream(byte[] body, int pieceBytes) : MemoryStream(body)
{
    public byte[] LastMemory { get; private set; } = [];

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        LastMemory = MemoryMarshal.TryGetArray(buffer, out ArraySegment<byte> segment) ? segment.Array ?? [] : [];
        return base.ReadAsync(buffer[..Math.Min(pieceBytes, buffer.Length)], cancellationToken);
    }
}
