namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The connection is closed in good order, yet without a byte of an answer.</summary>
internal sealed class ClosedConnection : IFault
{
    public Task ApplyAsync(FaultedExchange exchange)
    {
        exchange.Close();
        return Task.CompletedTask;
    }
}
