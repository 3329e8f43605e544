using SpiceDeployments.Client.Testing.Faults;

namespace SpiceDeployments.Client.Testing;

/// <content>Faults of the connection.</content>
public sealed partial class FaultedRequests
{
    /// <summary>Processes the request, then aborts the connection: the client sees a reset, and not a byte of an answer.</summary>
    public void LoseAnswer() => MeetProcessed(nameof(LoseAnswer), new AbortedConnection());

    /// <summary>Aborts the connection before the request is processed: the client sees just what <see cref="LoseAnswer"/> shows it.</summary>
    public void Reset() => Meet(nameof(Reset), new AbortedConnection());

    /// <summary>
    /// Closes the connection in good order before the request is processed, as a server that restarts or a proxy does: the client sees the end of the
    /// connection in place of an answer. Some clients, .NET's among them, silently send a request without a body again then, be it a POST; so
    /// <c>OnCreate().Processed().Close()</c> is a lost answer that doubles a create.
    /// </summary>
    public void Close() => Meet(nameof(Close), new ClosedConnection());

    /// <summary>
    /// Processes the request, then closes the connection in the middle of the body: the client sees the real status and headers with the real
    /// Content-Length, and fewer bytes than that.
    /// </summary>
    /// <param name="afterBytes">How many bytes of the body arrive, 0 or more; always at least one less than there are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterBytes"/> is negative.</exception>
    public void CutBody(int afterBytes = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        MeetProcessed(nameof(CutBody), new CutAnswer(afterBytes));
    }

    /// <summary>
    /// Never processes and never answers: the client waits until it gives up, or until the emulator is disposed, which aborts the connection.
    /// <see cref="FaultScript.WaitForHangAsync"/> tells when the request is there.
    /// </summary>
    public void HangBefore() => Meet(nameof(HangBefore), new HangingRequest());

    /// <summary>
    /// Processes the request and never answers: the client waits until it gives up, or until the emulator is disposed, which aborts the connection.
    /// <see cref="FaultScript.WaitForHangAsync"/> tells when the request has been processed.
    /// </summary>
    public void HangAfter() => MeetProcessed(nameof(HangAfter), new HangingRequest());

    /// <summary>
    /// Processes the request and sends the real answer in chunks: the first at once, each further one after a pause on the emulator's clock.
    /// <see cref="FaultScript.WaitForHangAsync"/> tells when the first pause has begun.
    /// </summary>
    /// <param name="perChunk">How long a pause is; more than zero.</param>
    /// <param name="chunkBytes">How many bytes a chunk has, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perChunk"/> is not positive, or <paramref name="chunkBytes"/> is less than 1.</exception>
    public void AnswerSlowly(TimeSpan perChunk, int chunkBytes = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(perChunk, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkBytes, 1);
        MeetProcessed(nameof(AnswerSlowly), new SlowAnswer(perChunk, chunkBytes));
    }
}
