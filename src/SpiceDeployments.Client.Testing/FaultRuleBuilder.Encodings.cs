using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <content>The real answer in an unusual form.</content>
public sealed partial class FaultRuleBuilder
{
    /// <summary>Processes the request and sends the real answer compressed, with <c>Content-Encoding: gzip</c>, whether or not the client accepts it.</summary>
    public void RespondWithGzip() => MeetProcessed(nameof(RespondWithGzip), new GzippedAnswer());

    /// <summary>Processes the request and sends the real answer with a UTF-8 byte order mark before it.</summary>
    public void RespondWithByteOrderMark() => MeetProcessed(nameof(RespondWithByteOrderMark), new ByteOrderMarkAnswer());

    /// <summary>
    /// Processes the request and sends the real answer, filled up with white space before its last bracket: JSON that means the same. It is
    /// streamed, under its Content-Length; compressed, it is chunked, and does not say how long it is.
    /// </summary>
    /// <param name="bytes">How many bytes the body has, before compression; 1 or more. The real answer is never cut.</param>
    /// <param name="gzip">Whether it is compressed, with <c>Content-Encoding: gzip</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is less than 1.</exception>
    public void PadResponse(long bytes, bool gzip = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        MeetProcessed(nameof(PadResponse), new PaddedAnswer(bytes, gzip));
    }
}
