using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The permit to send one request once. The permit travels with the request, and with every copy that a message handler makes of the request.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="window">When the request may be sent, or <c>null</c> if at any time.</param>
internal sealed class SendPermit(TimeProvider timeProvider, SendWindow? window = null)
{
    /// <summary>The request has not been sent.</summary>
    private const int Available = 0;

    /// <summary>The request may have been written to a connection.</summary>
    private const int Sent = 1;

    /// <summary>The request waits for a connection, and <see cref="StartWriting"/> is called before it is written.</summary>
    private const int Waiting = 2;

    /// <summary>The request has not been sent, and never will be.</summary>
    private const int Revoked = 3;

    private int _state = Available;

    /// <summary>Whether the time within which the request may be sent has elapsed.</summary>
    public bool HasExpired => window is { HasElapsed: true };

    /// <summary>The last time at which the request had certainly not been written to a connection: that of the creation of the permit, or later.</summary>
    public ClockReading SentAt { get; private set; } = ClockReading.Now(timeProvider);

    /// <summary>The status code of the response to the request, or <c>null</c> if none was received. A message handler of the program may lose the response.</summary>
    public HttpStatusCode? ResponseStatus { get; set; }

    /// <summary>Whether the request may have been written to a connection.</summary>
    public bool IsSent => Volatile.Read(ref _state) is Sent;

    /// <summary>Whether the service accepted the request, so that the request must not be sent again, whatever happened to the response.</summary>
    public bool IsAccepted => ResponseStatus is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    public static SendPermit? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(RequestOptions.SendPermit, out SendPermit? permit) ? permit : null;

    /// <summary>Acquires the permit. Returns <c>false</c> if the request has been sent before.</summary>
    public bool TryAcquire() => TryStart(Available);

    /// <summary>Records that the acquired request waits for a connection, which reports when it writes the request.</summary>
    public void WaitForConnection() => TryChange(Sent, Waiting);

    /// <summary>Records that the request is about to be written.</summary>
    /// <exception cref="OperationCanceledException">The permit was revoked.</exception>
    public void StartWriting()
    {
        if (!IsSent && !TryStart(Waiting))
        {
            throw new OperationCanceledException("The attempt timed out before the request was written.");
        }
    }

    /// <summary>Revokes the permit. Returns <c>false</c> if the request may have been written; otherwise it never will be.</summary>
    public bool TryRevoke() => TryChange(Available, Revoked) || TryChange(Waiting, Revoked);

    /// <summary>Releases the permit after a response that proves that the request was not processed.</summary>
    public void Release()
    {
        if (!IsAccepted)
        {
            ResponseStatus = null;
            Volatile.Write(ref _state, Available);
        }
    }

    /// <summary>The time is read before the state changes: whoever sees that the request may have been sent also sees the time.</summary>
    private bool TryStart(int from)
    {
        if (Volatile.Read(ref _state) == from)
        {
            SentAt = ClockReading.Now(timeProvider);
        }

        return TryChange(from, Sent);
    }

    private bool TryChange(int from, int to) => Interlocked.CompareExchange(ref _state, to, from) == from;
}
