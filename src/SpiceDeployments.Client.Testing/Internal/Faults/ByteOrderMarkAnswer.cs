using System.Text;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>The real answer behind a UTF-8 byte order mark.</summary>
internal sealed class ByteOrderMarkAnswer : IFault
{
    public Task ApplyAsync(FaultedExchange exchange) => exchange.AnswerAsync((byte[])[.. Encoding.UTF8.Preamble, .. exchange.RealBody.Span]);
}
