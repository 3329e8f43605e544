namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>
/// The beginning of the real answer under its full Content-Length. Kestrel closes a connection whose answer ends early, after what was written has
/// left; an abort would race with it, and the client might not even see the status.
/// </summary>
internal sealed class CutAnswer(int afterBytes) : IFault
{
    public async Task ApplyAsync(FaultedExchange exchange)
    {
        ReadOnlyMemory<byte> body = exchange.RealBody;
        exchange.Response.ContentLength = body.Length;
        await exchange.Response.StartAsync(exchange.Ended).ConfigureAwait(false);
        ReadOnlyMemory<byte> beginning = body[..Math.Min(afterBytes, body.Length - 1)];
        await exchange.Response.Body.WriteAsync(beginning, exchange.Ended).ConfigureAwait(false);
    }
}
