using System.IO.Compression;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The real answer, compressed.</summary>
internal sealed class GzippedAnswer : IFault
{
    public async Task ApplyAsync(FaultedExchange exchange)
    {
        using var compressed = new MemoryStream();
        var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            await gzip.WriteAsync(exchange.RealBody, exchange.Ended).ConfigureAwait(false);
        }

        exchange.Response.Headers.ContentEncoding = "gzip";
        await exchange.AnswerAsync(compressed.ToArray()).ConfigureAwait(false);
    }
}
