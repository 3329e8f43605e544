namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The connection ends without a byte of an answer.</summary>
internal sealed class AbortedConnection : IFault
{
    public Task ApplyAsync(FaultedExchange exchange)
    {
        exchange.Abort();
        return Task.CompletedTask;
    }
}
