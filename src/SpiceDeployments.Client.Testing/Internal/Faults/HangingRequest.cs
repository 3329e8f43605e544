namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>Nothing comes until the client gives up or the emulator stops.</summary>
internal sealed class HangingRequest : IFault
{
    public Task ApplyAsync(FaultedExchange exchange)
    {
        exchange.Hangs();
        return Task.Delay(Timeout.InfiniteTimeSpan, exchange.TimeProvider, exchange.Ended);
    }
}
