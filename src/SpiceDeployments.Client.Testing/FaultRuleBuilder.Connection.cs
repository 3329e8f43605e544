using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <content>Faults of the connection.</content>
public sealed partial class FaultRuleBuilder
{
    /// <summary>Processes the request, then aborts the connection: the client sees a reset, and not a byte of an answer.</summary>
    public void DropResponse() => MeetProcessed(nameof(DropResponse), new AbortedConnection());

    /// <summary>Aborts the connection before the request is processed: the client sees just what <see cref="DropResponse"/> shows it.</summary>
    public void ResetConnection() => Meet(nameof(ResetConnection), new AbortedConnection());

    /// <summary>
    /// Closes the connection in good order before the request is processed, as a server that restarts or a proxy does: the client sees the end of the
    /// connection in place of an answer. Some clients, .NET's among them, silently send a request without a body again then, be it a POST; so
    /// <c>OnCreate().AfterProcessing().CloseConnection()</c> is a lost answer that doubles a create.
    /// </summary>
    public void CloseConnection() => Meet(nameof(CloseConnection), new ClosedConnection());

    /// <summary>
    /// Processes the request, then closes the connection in the middle of the body: the client sees the real status and headers with the real
    /// Content-Length, and fewer bytes than that.
    /// </summary>
    /// <param name="afterBytes">How many bytes of the body arrive, 0 or more; always at least one less than there are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterBytes"/> is negative.</exception>
    public void TruncateBody(int afterBytes = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        MeetProcessed(nameof(TruncateBody), new CutAnswer(afterBytes));
    }

    /// <summary>
    /// Never processes and never answers: the client waits until it gives up, or until the emulator is disposed, which aborts the connection.
    /// <see cref="FaultInjector.WaitForHangAsync"/> tells when the request is there.
    /// </summary>
    public void HangBeforeProcessing() => Meet(nameof(HangBeforeProcessing), new HangingRequest());

    /// <summary>
    /// Processes the request and never answers: the client waits until it gives up, or until the emulator is disposed, which aborts the connection.
    /// <see cref="FaultInjector.WaitForHangAsync"/> tells when the request has been processed.
    /// </summary>
    public void HangAfterProcessing() => MeetProcessed(nameof(HangAfterProcessing), new HangingRequest());

    /// <summary>
    /// Processes the request and sends the real answer in chunks: the first at once, each further one after a pause on the emulator's clock.
    /// <see cref="FaultInjector.WaitForHangAsync"/> tells when the first pause has begun.
    /// </summary>
    /// <param name="perChunk">How long a pause is; more than zero.</param>
    /// <param name="chunkBytes">How many bytes a chunk has, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perChunk"/> is not positive, or <paramref name="chunkBytes"/> is less than 1.</exception>
    public void TrickleResponse(TimeSpan perChunk, int chunkBytes = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(perChunk, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkBytes, 1);
        MeetProcessed(nameof(TrickleResponse), new SlowAnswer(perChunk, chunkBytes));
    }
}
