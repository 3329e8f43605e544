using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <content>Faults of the connection.</content>
public sealed partial class FaultRuleBuilder
{
    private static readonly TimeSpan AutoAdvancingTimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>The real time that a client has to disconnect after its time limit has elapsed on an <see cref="AutoAdvancingTimeProvider"/>.</summary>
    private static readonly TimeSpan DisconnectTimeout = TimeSpan.FromSeconds(1);

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
    /// Neither processes the request nor responds. The connection is aborted once the client's own time limit or <paramref name="timeLimit"/> has elapsed, or
    /// the emulator is disposed. <see cref="FaultInjector.WaitForHangAsync"/> completes when the request has arrived.
    /// </summary>
    /// <param name="timeLimit">
    /// The time on the emulator's clock after which the emulator aborts the connection. If <c>null</c>, it is 5 minutes on an
    /// <see cref="AutoAdvancingTimeProvider"/> and unlimited on other clocks. On an <see cref="AutoAdvancingTimeProvider"/>, the hang advances the clock to the
    /// client's time limit or to this one; with <see cref="Timeout.InfiniteTimeSpan"/>, it does not, and the test calls
    /// <see cref="AutoAdvancingTimeProvider.Advance"/>.
    /// </param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeLimit"/> is neither positive nor infinite.</exception>
    public FaultRule HangBeforeProcessing(TimeSpan? timeLimit = null) => Add(FaultKind.HangBeforeProcessing, CreateHang(timeLimit));

    /// <summary>
    /// Processes the request and does not respond. The connection is aborted once the client's own time limit or <paramref name="timeLimit"/> has elapsed, or
    /// the emulator is disposed. <see cref="FaultInjector.WaitForHangAsync"/> completes when the request has been processed.
    /// </summary>
    /// <param name="timeLimit">The time limit: see <see cref="HangBeforeProcessing"/>.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeLimit"/> is neither positive nor infinite.</exception>
    public FaultRule HangAfterProcessing(TimeSpan? timeLimit = null) => AddAfterProcessing(FaultKind.HangAfterProcessing, CreateHang(timeLimit));

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
        if (body.IsEmpty)
        {
            exchange.Abort(); // A response without a body, such as 204, has nothing to truncate.
            return;
        }

        exchange.Response.ContentLength = body.Length;
        await exchange.Response.StartAsync(exchange.Aborted).ConfigureAwait(false);
        await exchange.Response.Body.WriteAsync(body[..Math.Min(afterBytes, body.Length - 1)], exchange.Aborted).ConfigureAwait(false);
    }

    private static Func<FaultedExchange, Task> CreateHang(TimeSpan? timeLimit)
    {
        if (timeLimit <= TimeSpan.Zero && timeLimit != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(timeLimit), timeLimit, "The time limit must be positive or infinite.");
        }

        return exchange => HangAsync(exchange, timeLimit);
    }

    private static async Task HangAsync(FaultedExchange exchange, TimeSpan? timeLimit)
    {
        if (exchange.TimeProvider is AutoAdvancingTimeProvider clock && timeLimit != Timeout.InfiniteTimeSpan)
        {
            exchange.ReportHang();
            await PassTimeAsync(clock, timeLimit ?? AutoAdvancingTimeLimit, exchange.Aborted).ConfigureAwait(false);
        }
        else
        {
            // The delay starts before the hang is reported, so that a test can advance its clock then.
            var delay = Task.Delay(timeLimit ?? Timeout.InfiniteTimeSpan, exchange.TimeProvider, exchange.Aborted);
            exchange.ReportHang();
            await delay.ConfigureAwait(false);
        }

        exchange.Abort();
    }

    /// <summary>Lets one time limit after the other elapse until the client has disconnected. Then the clock stands still again.</summary>
    private static async Task PassTimeAsync(AutoAdvancingTimeProvider clock, TimeSpan time, CancellationToken aborted)
    {
        TimeSpan end = clock.Elapsed + time;
        while (clock.AdvanceToTimeLimit(end))
        {
            await Task.Delay(DisconnectTimeout, TimeProvider.System, aborted).ConfigureAwait(false);
        }
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
