using System.IO.Compression;
using System.Text;
using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <content>The real response in an unusual encoding.</content>
public sealed partial class FaultRuleBuilder
{
    private static readonly ReadOnlyMemory<byte> WhiteSpace = Enumerable.Repeat((byte)' ', 16 * 1024).ToArray();

    /// <summary>Processes the request and compresses the real response, with <c>Content-Encoding: gzip</c>, whether or not the client accepts that.</summary>
    /// <returns>The rule.</returns>
    public FaultRule RespondWithGzip() => AddToBody(FaultKind.RespondWithGzip, CompressAsync);

    /// <summary>Processes the request and prepends a UTF-8 byte order mark to the real response.</summary>
    /// <returns>The rule.</returns>
    public FaultRule RespondWithByteOrderMark() =>
        AddToBody(FaultKind.RespondWithByteOrderMark, exchange => exchange.RespondAsync((byte[])[.. Encoding.UTF8.Preamble, .. exchange.OriginalBody.Span]));

    /// <summary>
    /// Processes the request and pads the real response with white space before its last bracket, which leaves its JSON unchanged. The body is streamed
    /// with its Content-Length, or compressed and chunked without one.
    /// </summary>
    /// <param name="bytes">The number of bytes of the body before compression, 1 or more. The real response is never cut.</param>
    /// <param name="gzip">Whether the body is compressed, with <c>Content-Encoding: gzip</c>.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is less than 1.</exception>
    public FaultRule PadResponse(long bytes, bool gzip = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return AddToBody(FaultKind.PadResponse, exchange => gzip ? PadAndCompressAsync(exchange, bytes) : PadAsync(exchange, bytes));
    }

    /// <summary>A response without a body, such as 204, is unchanged.</summary>
    private FaultRule AddToBody(FaultKind kind, Func<FaultedExchange, Task> change) =>
        AddAfterProcessing(kind, exchange => exchange.OriginalBody.IsEmpty ? exchange.RespondAsync(exchange.OriginalBody) : change(exchange));

    private static async Task CompressAsync(FaultedExchange exchange)
    {
        using var compressed = new MemoryStream();
        var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            await gzip.WriteAsync(exchange.OriginalBody, exchange.Aborted).ConfigureAwait(false);
        }

        exchange.Response.Headers.ContentEncoding = "gzip";
        await exchange.RespondAsync(compressed.ToArray()).ConfigureAwait(false);
    }

    private static Task PadAsync(FaultedExchange exchange, long bytes)
    {
        exchange.Response.ContentLength = Math.Max(bytes, exchange.OriginalBody.Length);
        return WritePaddedAsync(exchange.Response.Body, exchange, bytes);
    }

    private static async Task PadAndCompressAsync(FaultedExchange exchange, long bytes)
    {
        exchange.Response.ContentLength = null;
        exchange.Response.Headers.ContentEncoding = "gzip";
        var gzip = new GZipStream(exchange.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            await WritePaddedAsync(gzip, exchange, bytes).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the body in blocks, so that its size costs no memory.</summary>
    private static async Task WritePaddedAsync(Stream stream, FaultedExchange exchange, long bytes)
    {
        ReadOnlyMemory<byte> body = exchange.OriginalBody;
        await stream.WriteAsync(body[..^1], exchange.Aborted).ConfigureAwait(false);
        for (long missing = bytes - body.Length; missing > 0; missing -= WhiteSpace.Length)
        {
            await stream.WriteAsync(WhiteSpace[..(int)Math.Min(missing, WhiteSpace.Length)], exchange.Aborted).ConfigureAwait(false);
        }

        await stream.WriteAsync(body[^1..], exchange.Aborted).ConfigureAwait(false);
    }
}
