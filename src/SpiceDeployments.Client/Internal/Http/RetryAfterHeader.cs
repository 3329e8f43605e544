namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Parses the <c>Retry-After</c> header.</summary>
internal static class RetryAfterHeader
{
    /// <summary>
    /// Returns the delay of a <c>Retry-After</c> header, or <c>null</c> if there is none. A date is relative to the response's own <c>Date</c>,
    /// because both come from the server's clock. Never negative.
    /// </summary>
    public static TimeSpan? Parse(HttpResponseMessage response, TimeProvider timeProvider)
    {
        TimeSpan? delay = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - (DateHeader.Read(response) ?? timeProvider.GetUtcNow()),
            _ => null,
        };
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
