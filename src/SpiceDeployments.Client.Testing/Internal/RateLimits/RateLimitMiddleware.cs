using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.RateLimits;

/// <summary>Adds the <c>X-RateLimit</c> headers to each response and rejects requests above the limit, before fault rules apply, as a gateway does.</summary>
/// <remarks>Requests are counted in windows of one minute. A window starts with the first request after the previous window.</remarks>
internal sealed class RateLimitMiddleware(int limit, TimeProvider timeProvider)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private DateTimeOffset _resetsAt;
    private int _used;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        bool isAllowed = TryConsume(out Quota quota);
        quota.WriteTo(context.Response);
        if (isAllowed)
        {
            return next(context);
        }

        SetRetryAfter(context.Response, quota.ResetsAt - timeProvider.GetUtcNow());
        return RejectAsync(context.Response);
    }

    public static void SetRetryAfter(HttpResponse response, TimeSpan delay) => response.Headers.RetryAfter = FormatSeconds(delay);

    public static Task RejectAsync(HttpResponse response) =>
        response.RespondAsync(StatusCodes.Status429TooManyRequests, new ApiErrorBody("Rate limit exceeded"));

    private bool TryConsume(out Quota quota)
    {
        lock (_lock)
        {
            DateTimeOffset now = timeProvider.GetUtcNow();
            if (now >= _resetsAt)
            {
                _resetsAt = now + Window;
                _used = 0;
            }

            bool isAllowed = _used < limit;
            _used += isAllowed ? 1 : 0;
            quota = new Quota(limit, limit - _used, _resetsAt);
            return isAllowed;
        }
    }

    private static string FormatSeconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The values of the <c>X-RateLimit</c> headers.</summary>
    public sealed record Quota(int Limit, int Remaining, DateTimeOffset ResetsAt)
    {
        public void WriteTo(HttpResponse response)
        {
            response.Headers["X-RateLimit-Limit"] = Limit.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Remaining"] = Remaining.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Reset"] = FormatSeconds(ResetsAt - DateTimeOffset.UnixEpoch);
        }
    }
}
