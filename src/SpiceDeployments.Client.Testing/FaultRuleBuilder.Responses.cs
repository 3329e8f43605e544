using System.Globalization;
using System.Text;
using SpiceDeployments.Client.Testing.Internal.Faults;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing;

/// <content>Other answers than the real one. The request is not processed, unless <see cref="AfterProcessing"/> says so.</content>
public sealed partial class FaultRuleBuilder
{
    /// <summary>Answers as a proxy does: with a page of HTML that names the status.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of its range.</exception>
    public void RespondWithHtml(int status = 502)
    {
        string page = string.Create(CultureInfo.InvariantCulture, $"<!DOCTYPE html><html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
        Answer(nameof(RespondWithHtml), status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    /// <summary>Answers with no body and no Content-Type.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of its range.</exception>
    public void RespondWithEmpty(int status = 502) => Answer(nameof(RespondWithEmpty), status, contentType: null, []);

    /// <summary>Answers with plain text.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="text">The body, sent as UTF-8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of its range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public void RespondWithText(int status, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Answer(nameof(RespondWithText), status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Answers with this text as <c>application/json</c>, whether it is JSON or not.</summary>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="status">The status, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of its range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public void RespondWithJson(string body, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        Answer(nameof(RespondWithJson), status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Answers with these bytes.</summary>
    /// <param name="body">The body, sent as it is.</param>
    /// <param name="contentType">The Content-Type, sent as it is.</param>
    /// <param name="status">The status, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of its range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public void RespondWithBytes(byte[] body, string contentType, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        Answer(nameof(RespondWithBytes), status, contentType, [.. body]);
    }

    /// <summary>Answers with an error as the API words it.</summary>
    /// <param name="status">The status, 200 to 599.</param>
    /// <param name="error">The text of the field <c>error</c>.</param>
    /// <param name="code">The text of the field <c>code</c>; null leaves it out.</param>
    /// <param name="retryAfter">The Retry-After header, in whole seconds, rounded up; null leaves it out.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of its range, or <paramref name="retryAfter"/> is negative.</exception>
    public void Fail(int status, string error, string? code = null, TimeSpan? retryAfter = null) =>
        Meet(nameof(Fail), new ErrorAnswer(Status(status), new ApiErrorBody(error, code, Details: null), NotNegative(retryAfter)));

    /// <summary>Answers 429 with <c>X-RateLimit-Limit</c> 1000, <c>-Remaining</c> 0 and <c>-Reset</c>, and with a Retry-After if one is given.</summary>
    /// <param name="retryAfter">When to come back, and when the limit resets; null sends no Retry-After, and a reset in one minute.</param>
    /// <param name="asDate">Whether Retry-After is an HTTP date on the emulator's clock; by default it is in whole seconds, rounded up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative.</exception>
    public void RateLimit(TimeSpan? retryAfter = null, bool asDate = false) => Meet(nameof(RateLimit), new RateLimitAnswer(NotNegative(retryAfter), asDate));

    /// <summary>Answers with a redirect and no body.</summary>
    /// <param name="location">Where to, absolute or relative.</param>
    /// <param name="status">The status, 300 to 399.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is out of its range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="location"/> is null.</exception>
    public void Redirect(Uri location, int status = 302)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 399);
        Meet(nameof(Redirect), new RedirectAnswer(status, location));
    }

    private void Answer(string name, int status, string? contentType, byte[] body) => Meet(name, new FixedAnswer(Status(status), contentType, body));

    private static int Status(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return status;
    }

    private static TimeSpan? NotNegative(TimeSpan? retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        return retryAfter;
    }
}
