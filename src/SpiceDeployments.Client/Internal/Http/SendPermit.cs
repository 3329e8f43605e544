using System.Net;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The permit to send one request once. The permit travels with the request, and with every copy that a message handler makes of the request.</summary>
/// <param name="window">When the request may be sent, or <c>null</c> if at any time.</param>
internal sealed class SendPermit(SendWindow? window = null)
{
    private int _isAcquired;

    /// <summary>Whether the time within which the request may be sent has elapsed.</summary>
    public bool HasExpired => window is { HasElapsed: true };

    /// <summary>The status code of the response to the request, or <c>null</c> if none was received. A message handler of the program may lose the response.</summary>
    public HttpStatusCode? ResponseStatus { get; set; }

    /// <summary>Whether the service accepted the request, so that the request must not be sent again, whatever happened to the response.</summary>
    public bool IsAccepted => ResponseStatus is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

    public static SendPermit? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(RequestOptions.SendPermit, out SendPermit? permit) ? permit : null;

    /// <summary>Acquires the permit. Returns <c>false</c> if the request has been sent before.</summary>
    public bool TryAcquire() => Interlocked.Exchange(ref _isAcquired, 1) is 0;

    /// <summary>Releases the permit after a response that proves that the request was not processed.</summary>
    public void Release()
    {
        if (!IsAccepted)
        {
            ResponseStatus = null;
            Volatile.Write(ref _isAcquired, 0);
        }
    }
}
