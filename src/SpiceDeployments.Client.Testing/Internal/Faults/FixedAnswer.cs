namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>Another answer than the real one.</summary>
internal sealed class FixedAnswer(int status, string? contentType, byte[] body) : IFault
{
    public Task ApplyAsync(FaultedExchange exchange)
    {
        exchange.Response.StatusCode = status;
        exchange.Response.ContentType = contentType;
        return exchange.AnswerAsync(body);
    }
}
