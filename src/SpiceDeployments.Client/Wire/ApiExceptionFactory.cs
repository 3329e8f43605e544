using System.Net;
using System.Text;
using Refit;
using SpiceDeployments.Client.Errors;
using SpiceDeployments.Client.Http;

namespace SpiceDeployments.Client.Wire;

/// <summary>Turns whatever a call can end in, other than a readable success, into a <see cref="SpiceApiException"/>.</summary>
internal sealed class ApiExceptionFactory(TimeProvider timeProvider, SecretRedactor redactor)
{
    private const int MaxBodyBytes = 4 * 1024;

    /// <summary>Settings that make Refit throw our exceptions instead of its own.</summary>
    public RefitSettings CreateRefitSettings()
    {
        RefitSettings settings = RefitSettings.ForJsonContext(SpiceJsonContext.Default);
        settings.ExceptionFactory = FromResponseAsync;
        settings.DeserializationExceptionFactory = FromUnreadableResponseAsync;
        settings.TransportExceptionFactory = FromTransport;
        return settings;
    }

    private async ValueTask<Exception?> FromResponseAsync(HttpResponseMessage response)
    {
        byte[] body = response.IsSuccessStatusCode ? [] : await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            return Refusal(response, body);
        }

        return response.Content.Headers.ContentLength is 0 ? Unreadable(response, body, "it is empty", cause: null) : null;
    }

    private async ValueTask<Exception?> FromUnreadableResponseAsync(HttpResponseMessage response, Exception cause)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        return Unreadable(response, body, redactor.Redact(cause.Message), cause);
    }

    private SpiceApiException Refusal(HttpResponseMessage response, byte[] body)
    {
        ErrorBody error = ErrorBody.Parse(body);
        var fault = Describe(response, body) with
        {
            Kind = response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => ApiFaultKind.NotProcessed,
                HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ApiFaultKind.Unclear,
                _ => ApiFaultKind.Refused,
            },
            ErrorCode = error.Code is null ? null : redactor.Redact(error.Code),
            FieldErrors = error.FieldErrors,
        };
        string message = redactor.Redact(ErrorMessages.Refused(response, error, fault));
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SpiceAuthenticationException(message, fault),
            HttpStatusCode.Forbidden => new SpicePermissionException(message, fault) { RequiredScope = ErrorMessages.RequiredScope(error) },
            HttpStatusCode.TooManyRequests => new SpiceRateLimitException(message, fault),
            _ => new SpiceApiException(message, fault, innerException: null),
        };
    }

    private SpiceApiException Unreadable(HttpResponseMessage response, byte[] body, string reason, Exception? cause) =>
        new(ErrorMessages.Unreadable(response, reason), Describe(response, body), cause);

    private Exception FromTransport(HttpRequestMessage request, Exception cause, CancellationToken cancellationToken)
    {
        if (cause is SpiceApiException || (cause is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return cause;
        }

        var fault = new ApiFault { Kind = TransportFaults.KindOf(cause), StatusCode = (cause as HttpRequestException)?.StatusCode };
        return new SpiceApiException(redactor.Redact(ErrorMessages.Broken(request, fault.Kind, cause)), fault, cause);
    }

    private ApiFault Describe(HttpResponseMessage response, byte[] body) => new()
    {
        Kind = ApiFaultKind.AcceptedUnread,
        StatusCode = response.StatusCode,
        RequestId = response.Headers.TryGetValues("X-Request-Id", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null,
        RetryAfter = RetryAfter.Read(response, timeProvider),
        ResponseBody = body.Length is 0 ? null : Excerpt(body),
    };

    private string Excerpt(byte[] body)
    {
        // Redacted before it is cut, so that a cut never leaves the half of a secret that the redactor would not recognize.
        string text = redactor.Redact(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2 * MaxBodyBytes))));
        return text.Length <= MaxBodyBytes ? text : text[..MaxBodyBytes];
    }
}
