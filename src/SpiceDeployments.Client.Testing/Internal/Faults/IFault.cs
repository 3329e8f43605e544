namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>What a client meets in place of the answer.</summary>
internal interface IFault
{
    Task ApplyAsync(FaultedExchange exchange);
}
