namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The permit to send one request once. The permit travels with the request, and with every copy that a message handler makes of the request.</summary>
/// <param name="window">When the request may be sent, or <c>null</c> if at any time.</param>
internal sealed class SendPermit(SendWindow? window = null)
{
    private int _isAcquired;

    /// <summary>Whether the time within which the request may be sent has elapsed.</summary>
    public bool HasExpired => window is { HasElapsed: true };

    public static SendPermit? Of(HttpRequestMessage request) => request.Options.TryGetValue(RequestOptions.SendPermit, out SendPermit? permit) ? permit : null;

    /// <summary>Acquires the permit. Returns <c>false</c> if the request has been sent before.</summary>
    public bool TryAcquire() => Interlocked.Exchange(ref _isAcquired, 1) is 0;

    /// <summary>Releases the permit after a response that proves that the request was not processed.</summary>
    public void Release() => Volatile.Write(ref _isAcquired, 0);
}
