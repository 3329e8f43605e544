using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.RateLimits;

/// <summary>Tells each request what is left, and refuses those above the limit. It stands before the faults, as a gateway does.</summary>
internal sealed class RateLimiting(int limit, TimeProvider timeProvider)
{
    private readonly RequestQuota _quota = new(limit, timeProvider);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        bool isAllowed = _quota.TryUse(out Quota? quota);
        context.Response.WriteQuota(quota);
        if (isAllowed)
        {
            return next(context);
        }

        context.Response.RetryAfter(quota.ResetAt - timeProvider.GetUtcNow());
        return context.Response.AnswerTooManyRequestsAsync();
    }
}
