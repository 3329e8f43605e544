using System.Net;
using System.Text;
using SpiceDeployments.Client.Errors;
using SpiceDeployments.Client.Http;

namespace SpiceDeployments.Client.Wire;

/// <summary>Turns whatever a call can end in, other than a readable success, into a <see cref="SpiceApiException"/>.</summary>
internal sealed class ApiExceptionFactory(TimeProvider timeProvider, SecretRedactor redactor)
{
    /// <summary>The service, or a proxy before it, did not answer with success.</summary>
    public SpiceApiException Refusal(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        SecretRedactor secrets = RedactorFor(response);
        ErrorBody error = ErrorBody.Parse(body).Redact(secrets);
        ApiFault fault = Describe(response, body, secrets) with
        {
            Kind = response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => ApiFaultKind.NotProcessed,
                HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ApiFaultKind.Unclear,
                _ => ApiFaultKind.Refused,
            },
            ErrorCode = error.Code,
            FieldErrors = error.FieldErrors,
        };
        string message = Utf8Text.Excerpt(ErrorMessages.Refused(response, error, fault));
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SpiceAuthenticationException(message, fault),
            HttpStatusCode.Forbidden => new SpicePermissionException(message, fault) { RequiredScope = ErrorMessages.RequiredScope(error) },
            HttpStatusCode.TooManyRequests => new SpiceRateLimitException(message, fault),
            _ => new SpiceApiException(message, fault, innerException: null),
        };
    }

    /// <summary>The service answered with success, but what it sent cannot be read.</summary>
    public SpiceApiException Unreadable(HttpResponseMessage response, ReadOnlyMemory<byte> body, string reason, Exception? cause = null)
    {
        SecretRedactor secrets = RedactorFor(response);
        string message = Utf8Text.Excerpt(secrets.Redact(ErrorMessages.Unreadable(response, reason)));
        return new SpiceApiException(message, Describe(response, body, secrets), cause is null ? null : secrets.Redact(cause));
    }

    /// <summary>There is no complete answer: what a caller is to be told in place of this cause.</summary>
    public Exception Broken(HttpRequestMessage request, Exception cause, CancellationToken cancellationToken)
    {
        if (cause is SpiceApiException or ObjectDisposedException || (cause is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return cause;
        }

        ApiFaultKind kind = TransportFaults.KindOf(cause);
        var fault = new ApiFault { Kind = kind, StatusCode = kind is ApiFaultKind.AcceptedUnread ? (cause as HttpRequestException)?.StatusCode : null };
        return new SpiceApiException(redactor.Redact(ErrorMessages.Broken(request, fault.Kind, cause)), fault, redactor.Redact(cause));
    }

    /// <summary>The token that was sent is a secret too: client credentials fetch it, so no option holds it.</summary>
    private SecretRedactor RedactorFor(HttpResponseMessage response) => redactor.With(response.RequestMessage?.Headers.Authorization?.Parameter);

    private ApiFault Describe(HttpResponseMessage response, ReadOnlyMemory<byte> body, SecretRedactor secrets) => new()
    {
        Kind = ApiFaultKind.AcceptedUnread,
        StatusCode = response.StatusCode,
        RequestId = response.Headers.TryGetValues("X-Request-Id", out IEnumerable<string>? ids) ? ids.FirstOrDefault() : null,
        RetryAfter = RetryAfter.Read(response, timeProvider),
        ResponseBody = body.Length is 0 ? null : Utf8Text.Excerpt(secrets.Redact(Encoding.UTF8.GetString(body.Span))),
    };
}
