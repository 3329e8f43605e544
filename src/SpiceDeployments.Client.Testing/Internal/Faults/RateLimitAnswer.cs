using SpiceDeployments.Client.Testing.Internal.Clock;
using SpiceDeployments.Client.Testing.Internal.RateLimits;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>A 429, whether or not the emulator has a rate limit.</summary>
internal sealed class RateLimitAnswer(TimeSpan? retryAfter, bool asDate) : IFault
{
    /// <summary>The limit that the API documents.</summary>
    private const int Limit = 1000;

    public Task ApplyAsync(FaultedExchange exchange)
    {
        DateTimeOffset resetAt = exchange.TimeProvider.After(retryAfter ?? RequestQuota.Window);
        exchange.Response.WriteQuota(new Quota(Limit, Remaining: 0, resetAt));
        if (retryAfter is { } delay && !asDate)
        {
            exchange.Response.RetryAfter(delay);
        }
        else if (retryAfter is not null)
        {
            exchange.Response.RetryAfter(resetAt);
        }

        return exchange.Response.AnswerTooManyRequestsAsync();
    }
}
