namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Reads how long a server asks to wait.</summary>
internal static class RetryAfter
{
    /// <summary>The <c>Retry-After</c> of an answer, seconds or date, as a delay from now: a date is one of the server's clock. Null when there is none; never negative.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider timeProvider)
    {
        TimeSpan? asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delay } => delay,
            { Date: { } date } => date - (response.Headers.Date ?? timeProvider.GetUtcNow()),
            _ => null,
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }
}
