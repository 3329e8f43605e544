using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The real answer with white space before its last bracket, written as it goes so that its size costs no memory.</summary>
internal sealed class PaddedAnswer(long bytes, bool gzip) : IFault
{
    private static readonly ReadOnlyMemory<byte> Blanks = Enumerable.Repeat((byte)' ', 16 * 1024).ToArray();

    public async Task ApplyAsync(FaultedExchange exchange)
    {
        HttpResponse response = exchange.Response;
        if (!gzip)
        {
            response.ContentLength = Math.Max(bytes, exchange.RealBody.Length);
            await WriteAsync(response.Body, exchange).ConfigureAwait(false);
            return;
        }

        response.ContentLength = null;
        response.Headers.ContentEncoding = "gzip";
        var compressing = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await using (compressing.ConfigureAwait(false))
        {
            await WriteAsync(compressing, exchange).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(Stream stream, FaultedExchange exchange)
    {
        ReadOnlyMemory<byte> body = exchange.RealBody;
        await stream.WriteAsync(body[..^1], exchange.Ended).ConfigureAwait(false);
        for (long missing = bytes - body.Length; missing > 0; missing -= Blanks.Length)
        {
            await stream.WriteAsync(Blanks[..(int)Math.Min(missing, Blanks.Length)], exchange.Ended).ConfigureAwait(false);
        }

        await stream.WriteAsync(body[^1..], exchange.Ended).ConfigureAwait(false);
    }
}
