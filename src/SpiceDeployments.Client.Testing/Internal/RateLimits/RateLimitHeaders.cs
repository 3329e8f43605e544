using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.RateLimits;

/// <summary>Rate limits on the wire.</summary>
internal static class RateLimitHeaders
{
    public static void WriteQuota(this HttpResponse response, Quota quota)
    {
        response.Headers["X-RateLimit-Limit"] = Text(quota.Limit);
        response.Headers["X-RateLimit-Remaining"] = Text(quota.Remaining);
        response.Headers["X-RateLimit-Reset"] = Text(SecondsUp(quota.ResetAt - DateTimeOffset.UnixEpoch));
    }

    public static void RetryAfter(this HttpResponse response, TimeSpan delay) => response.Headers.RetryAfter = Text(SecondsUp(delay));

    public static void RetryAfter(this HttpResponse response, DateTimeOffset at) => response.Headers.RetryAfter = at.ToString("R", CultureInfo.InvariantCulture);

    public static Task AnswerTooManyRequestsAsync(this HttpResponse response) =>
        response.AnswerAsync(StatusCodes.Status429TooManyRequests, new ApiErrorBody("Rate limit exceeded", Code: null, Details: null));

    private static long SecondsUp(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
