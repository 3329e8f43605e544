namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The real answer in chunks, with a pause between two of them.</summary>
internal sealed class SlowAnswer(TimeSpan perChunk, int chunkBytes) : IFault
{
    public async Task ApplyAsync(FaultedExchange exchange)
    {
        ReadOnlyMemory<byte> rest = exchange.RealBody;
        exchange.Response.ContentLength = rest.Length;
        for (bool isFirst = true; rest.Length > chunkBytes; isFirst = false)
        {
            // The pause begins before its chunk leaves, so that a test that has read the chunk can advance its clock.
            var pause = Task.Delay(perChunk, exchange.TimeProvider, exchange.Ended);
            await SendAsync(exchange, rest[..chunkBytes]).ConfigureAwait(false);
            rest = rest[chunkBytes..];
            if (isFirst)
            {
                exchange.Hangs();
            }

            await pause.ConfigureAwait(false);
        }

        await SendAsync(exchange, rest).ConfigureAwait(false);
    }

    private static async Task SendAsync(FaultedExchange exchange, ReadOnlyMemory<byte> chunk)
    {
        await exchange.Response.Body.WriteAsync(chunk, exchange.Ended).ConfigureAwait(false);
        await exchange.Response.Body.FlushAsync(exchange.Ended).ConfigureAwait(false);
    }
}
