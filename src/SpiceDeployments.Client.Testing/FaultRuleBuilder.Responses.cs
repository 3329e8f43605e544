using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Faults;
using SpiceDeployments.Client.Testing.Internal.RateLimits;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing;

/// <content>Responses in place of the real one. The request is not processed, except with <see cref="AfterProcessing"/>.</content>
public sealed partial class FaultRuleBuilder
{
    private const int DocumentedRateLimit = 1000;

    /// <summary>Responds with an HTML page that shows the status, as a proxy does.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    public FaultRule RespondWithHtml(int status = 502)
    {
        string page = string.Create(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
        return AddResponse(FaultKind.RespondWithHtml, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    /// <summary>Responds without a body and without a Content-Type.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    public FaultRule RespondWithEmpty(int status = 502) => AddResponse(FaultKind.RespondWithEmpty, status, contentType: null, []);

    /// <summary>Responds with plain text.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="text">The body, sent as UTF-8.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <c>null</c>.</exception>
    public FaultRule RespondWithText(int status, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AddResponse(FaultKind.RespondWithText, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Responds with a text as <c>application/json</c>. The text need not be valid JSON.</summary>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="status">The status, 200 to 599.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is <c>null</c>.</exception>
    public FaultRule RespondWithJson(string body, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        return AddResponse(FaultKind.RespondWithJson, status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Responds with bytes.</summary>
    /// <param name="body">The body. The array is copied.</param>
    /// <param name="contentType">The Content-Type, sent unchanged.</param>
    /// <param name="status">The status, 200 to 599.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is <c>null</c>.</exception>
    public FaultRule RespondWithBytes(byte[] body, string contentType, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        return AddResponse(FaultKind.RespondWithBytes, status, contentType, [.. body]);
    }

    /// <summary>Responds with an error in the format of the API.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="error">The value of the field <c>error</c>.</param>
    /// <param name="code">The value of the field <c>code</c>. If <c>null</c>, the field is omitted.</param>
    /// <param name="retryAfter">The Retry-After header, sent in whole seconds, rounded up. If <c>null</c>, the header is omitted.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range, or <paramref name="retryAfter"/> is negative.</exception>
    public FaultRule Fail(int status, string error, string? code = null, TimeSpan? retryAfter = null)
    {
        ThrowIfNotStatus(status);
        ThrowIfNegative(retryAfter);
        var body = new ApiErrorBody(error, code);
        return Add(FaultKind.Fail, exchange => FailAsync(exchange.Response, status, body, retryAfter));
    }

    /// <summary>Responds with 429 and <c>X-RateLimit-Limit</c> 1000, <c>-Remaining</c> 0 and <c>-Reset</c>.</summary>
    /// <param name="retryAfter">The Retry-After header and the time until the limit resets. If <c>null</c>, the header is omitted and the limit resets in one minute.</param>
    /// <param name="asDate">Whether Retry-After is an HTTP date on the emulator's clock. By default, it is in whole seconds, rounded up.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public FaultRule RateLimit(TimeSpan? retryAfter = null, bool asDate = false)
    {
        ThrowIfNegative(retryAfter);
        return Add(FaultKind.RateLimit, exchange => RateLimitAsync(exchange, retryAfter, asDate));
    }

    /// <summary>Responds with a redirect and no body.</summary>
    /// <param name="location">The Location header, absolute or relative.</param>
    /// <param name="status">The status, 300 to 399.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="location"/> is <c>null</c>.</exception>
    public FaultRule Redirect(Uri location, int status = 302)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 399);
        return Add(FaultKind.Redirect, exchange => RedirectAsync(exchange, status, location));
    }

    private FaultRule AddResponse(FaultKind kind, int status, string? contentType, byte[] body)
    {
        ThrowIfNotStatus(status);
        return Add(kind, exchange =>
        {
            exchange.Response.StatusCode = status;
            exchange.Response.ContentType = contentType;
            return exchange.RespondAsync(body);
        });
    }

    private static Task FailAsync(HttpResponse response, int status, ApiErrorBody body, TimeSpan? retryAfter)
    {
        if (retryAfter is { } delay)
        {
            RateLimitMiddleware.SetRetryAfter(response, delay);
        }

        return response.RespondAsync(status, body);
    }

    private static Task RateLimitAsync(FaultedExchange exchange, TimeSpan? retryAfter, bool asDate)
    {
        DateTimeOffset resetsAt = GetUtcNowPlus(exchange.TimeProvider, retryAfter ?? RateLimitMiddleware.Window);
        new RateLimitMiddleware.Quota(DocumentedRateLimit, Remaining: 0, resetsAt).WriteTo(exchange.Response);
        if (retryAfter is { } delay && !asDate)
        {
            RateLimitMiddleware.SetRetryAfter(exchange.Response, delay);
        }
        else if (retryAfter is not null)
        {
            exchange.Response.Headers.RetryAfter = resetsAt.ToString("R", CultureInfo.InvariantCulture);
        }

        return RateLimitMiddleware.RejectAsync(exchange.Response);
    }

    private static Task RedirectAsync(FaultedExchange exchange, int status, Uri location)
    {
        exchange.Response.StatusCode = status;
        exchange.Response.Headers.Location = location.IsAbsoluteUri ? location.AbsoluteUri : location.OriginalString;
        exchange.Response.ContentType = null;
        return exchange.RespondAsync(ReadOnlyMemory<byte>.Empty);
    }

    private static DateTimeOffset GetUtcNowPlus(TimeProvider timeProvider, TimeSpan delay)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        return delay < DateTimeOffset.MaxValue - now ? now + delay : DateTimeOffset.MaxValue;
    }

    private static void ThrowIfNotStatus(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
    }

    private static void ThrowIfNegative(TimeSpan? retryAfter) =>
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
}
