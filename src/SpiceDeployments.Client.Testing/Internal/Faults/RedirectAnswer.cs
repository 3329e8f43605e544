namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The way to somewhere else, without a body.</summary>
internal sealed class RedirectAnswer(int status, Uri location) : IFault
{
    public Task ApplyAsync(FaultedExchange exchange)
    {
        exchange.Response.StatusCode = status;
        exchange.Response.Headers.Location = location.IsAbsoluteUri ? location.AbsoluteUri : location.OriginalString;
        exchange.Response.ContentType = null;
        return exchange.AnswerAsync(ReadOnlyMemory<byte>.Empty);
    }
}
