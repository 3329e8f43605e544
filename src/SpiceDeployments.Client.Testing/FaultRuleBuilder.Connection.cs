using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <content>Faults of the connection.</content>
public sealed partial class FaultRuleBuilder
{
    /// <summary>Processes the request, then aborts the connection. The client sees a reset and no byte of the response.</summary>
    /// <returns>The rule.</returns>
    public FaultRule DropResponse() => AddAfterProcessing(FaultKind.DropResponse, AbortAsync);

    /// <summary>Aborts the connection before the request is processed. The client sees the same as with <see cref="DropResponse"/>.</summary>
    /// <returns>The rule.</returns>
    public FaultRule ResetConnection() => Add(FaultKind.ResetConnection, AbortAsync);

    /// <summary>
    /// Closes the connection without a reset before the request is processed, as a restarting server or a proxy does. The client sees the connection end
    /// without a response.
    /// </summary>
    /// <returns>The rule.</returns>
    /// <remarks>
    /// Some clients, including .NET's, then silently resend a request that has no body, even a POST:
    /// <c>OnCreate().AfterProcessing().CloseConnection()</c> is a lost response that can duplicate a create.
    /// </remarks>
    public FaultRule CloseConnection() => Add(FaultKind.CloseConnection, CloseAsync);

    /// <summary>
    /// Processes the request, then closes the connection in the middle of the body. The client receives the real status and headers, including
    /// Content-Length, and fewer bytes than that.
    /// </summary>
    /// <param name="afterBytes">The number of bytes of the body that are sent, 0 or more. At least one byte is cut.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterBytes"/> is negative.</exception>
    public FaultRule TruncateBody(int afterBytes = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        return AddAfterProcessing(FaultKind.TruncateBody, exchange => TruncateAsync(exchange, afterBytes));
    }

    /// <summary>
    /// Neither processes the request nor responds. The client waits until its own time limit, or until the emulator is disposed, which aborts the
    /// connection. <see cref="FaultInjector.WaitForHangAsync"/> completes when the request has arrived.
    /// </summary>
    /// <returns>The rule.</returns>
    public FaultRule HangBeforeProcessing() => Add(FaultKind.HangBeforeProcessing, HangAsync);

    /// <summary>
    /// Processes the request and does not respond. The client waits until its own time limit, or until the emulator is disposed, which aborts the
    /// connection. <see cref="FaultInjector.WaitForHangAsync"/> completes when the request has been processed.
    /// </summary>
    /// <returns>The rule.</returns>
    public FaultRule HangAfterProcessing() => AddAfterProcessing(FaultKind.HangAfterProcessing, HangAsync);

    /// <summary>
    /// Processes the request and sends the real response in chunks: the first at once, each further one after a delay on the emulator's clock.
    /// <see cref="FaultInjector.WaitForHangAsync"/> completes when the first delay has started.
    /// </summary>
    /// <param name="delayBetweenChunks">The delay before each chunk but the first, more than zero.</param>
    /// <param name="chunkBytes">The number of bytes of a chunk, 1 or more.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delayBetweenChunks"/> is not positive, or <paramref name="chunkBytes"/> is less than 1.</exception>
    public FaultRule TrickleResponse(TimeSpan delayBetweenChunks, int chunkBytes = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delayBetweenChunks, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkBytes, 1);
        return AddAfterProcessing(FaultKind.TrickleResponse, exchange => TrickleAsync(exchange, delayBetweenChunks, chunkBytes));
    }

    private static Task AbortAsync(FaultedExchange exchange)
    {
        exchange.Abort();
        return Task.CompletedTask;
    }

    private static Task CloseAsync(FaultedExchange exchange)
    {
        exchange.Close();
        return Task.CompletedTask;
    }

    /// <remarks>
    /// Kestrel closes a connection whose response is shorter than its Content-Length after the written bytes were sent. Aborting the connection here would
    /// race with that, and the client might not receive the status.
    /// </remarks>
    private static async Task TruncateAsync(FaultedExchange exchange, int afterBytes)
    {
        ReadOnlyMemory<byte> body = exchange.OriginalBody;
        exchange.Response.ContentLength = body.Length;
        await exchange.Response.StartAsync(exchange.Aborted).ConfigureAwait(false);
        await exchange.Response.Body.WriteAsync(body[..Math.Min(afterBytes, body.Length - 1)], exchange.Aborted).ConfigureAwait(false);
    }

    private static Task HangAsync(FaultedExchange exchange)
    {
        exchange.ReportHang();
        return Task.Delay(Timeout.InfiniteTimeSpan, exchange.TimeProvider, exchange.Aborted);
    }

    private static async Task TrickleAsync(FaultedExchange exchange, TimeSpan delayBetweenChunks, int chunkBytes)
    {
        ReadOnlyMemory<byte> remaining = exchange.OriginalBody;
        exchange.Response.ContentLength = remaining.Length;
        for (bool isFirst = true; remaining.Length > chunkBytes; isFirst = false)
        {
            // The delay starts before the chunk is sent, so that a test that has read the chunk can advance its clock.
            var delay = Task.Delay(delayBetweenChunks, exchange.TimeProvider, exchange.Aborted);
            await SendChunkAsync(exchange, remaining[..chunkBytes]).ConfigureAwait(false);
            remaining = remaining[chunkBytes..];
            if (isFirst)
            {
                exchange.ReportHang();
            }

            await delay.ConfigureAwait(false);
        }

        await SendChunkAsync(exchange, remaining).ConfigureAwait(false);
    }

    private static async Task SendChunkAsync(FaultedExchange exchange, ReadOnlyMemory<byte> chunk)
    {
        await exchange.Response.Body.WriteAsync(chunk, exchange.Aborted).ConfigureAwait(false);
        await exchange.Response.Body.FlushAsync(exchange.Aborted).ConfigureAwait(false);
    }
}
