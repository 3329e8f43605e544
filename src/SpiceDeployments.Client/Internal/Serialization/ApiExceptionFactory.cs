using System.Net;
using System.Text;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Turns whatever a call can end in, other than a readable success, into a <see cref="SpiceApiException"/>.</summary>
internal sealed class ApiExceptionFactory(TimeProvider timeProvider, SecretRedactor redactor)
{
    /// <summary>The service, or a proxy before it, did not answer with success.</summary>
    public SpiceApiException Refusal(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        SecretRedactor secrets = RedactorFor(response.RequestMessage);
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
        string message = Utf8Text.Excerpt(secrets.Redact(ErrorMessages.Refused(response, error, fault)));
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SpiceAuthenticationException(message, fault),
            HttpStatusCode.Forbidden => new SpiceForbiddenException(message, fault) { RequiredScope = ErrorMessages.RequiredScope(error) },
            HttpStatusCode.TooManyRequests => new SpiceRateLimitException(message, fault),
            _ => new SpiceApiException(message, fault, innerException: null),
        };
    }

    /// <summary>The service answered with success, but what it sent cannot be read.</summary>
    public SpiceApiException Unreadable(HttpResponseMessage response, ReadOnlyMemory<byte> body, string reason, Exception? cause = null)
    {
        SecretRedactor secrets = RedactorFor(response.RequestMessage);
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
        SecretRedactor secrets = RedactorFor(request);
        return new SpiceApiException(secrets.Redact(ErrorMessages.Broken(request, fault.Kind, cause)), fault, secrets.Redact(cause));
    }

    /// <summary>The tokens that were sent are secrets too: where they are fetched, no option holds them.</summary>
    private SecretRedactor RedactorFor(HttpRequestMessage? request)
    {
        string? refused = null;
        request?.Options.TryGetValue(RequestOptions.RejectedToken, out refused);
        return redactor.With(request?.Headers.Authorization?.Parameter).With(refused);
    }

    private ApiFault Describe(HttpResponseMessage response, ReadOnlyMemory<byte> body, SecretRedactor secrets) => new()
    {
        Kind = ApiFaultKind.AcceptedUnread,
        StatusCode = response.StatusCode,
        RequestId = response.Headers.TryGetValues("X-Request-Id", out IEnumerable<string>? ids) ? ids.Select(secrets.Redact).FirstOrDefault() : null,
        RetryAfter = RetryAfter.Read(response, timeProvider),
        ResponseBody = body.Length is 0 ? null : Utf8Text.Excerpt(secrets.Redact(Encoding.UTF8.GetString(body.Span))),
    };
}
