using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Creates the exception for every outcome of a call other than a readable success.</summary>
internal sealed class ApiExceptionFactory(TimeProvider timeProvider, SecretRedactor redactor)
{
    private const string ScopePrefix = "Required:";
    private const string JsonType = "application/json";

    /// <summary>The service, or a proxy in front of it, returned an error.</summary>
    public SpiceApiException FromErrorResponse(HttpResponseMessage response, BufferedContent body)
    {
        SecretRedactor secrets = redactor.For(response.RequestMessage);
        ErrorBody error = Format(() => ErrorBody.Parse(Charset.ToUtf8(body, ErrorBody.MaxBytes)).Redact(secrets), ErrorBody.Empty);
        bool isFromApi = error.IsRecognized && IsJson(body.ContentType); // The only place that decides this.
        ApiErrorDetails details = GetDetails(response, body, secrets) with
        {
            Disposition = SendPermit.Of(response.RequestMessage) is { IsAccepted: true } ? RequestDisposition.AcceptedUnreadable : TransientErrors.GetDisposition(response.StatusCode),
            ErrorCode = error.Code,
            FieldErrors = error.FieldErrors,
            IsFromApi = isFromApi,
            IsPersistent = !isFromApi && !TransientErrors.IsTransient(response.StatusCode),
        };
        string message = Format(() => secrets.Excerpt(DescribeError(response, body, error, details)), $"{DescribeStatus(response)}.");
        (long? appId, long? deploymentId) = GetIds(response.RequestMessage);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SpiceAuthenticationException(message, details) { AppId = appId, DeploymentId = deploymentId },
            HttpStatusCode.Forbidden => new SpiceForbiddenException(message, details) { AppId = appId, DeploymentId = deploymentId, RequiredScope = GetRequiredScope(error) },
            HttpStatusCode.NotFound when isFromApi => new AppNotFoundException(message, details) { AppId = appId, DeploymentId = deploymentId },
            HttpStatusCode.TooManyRequests => new SpiceRateLimitException(message, details) { AppId = appId, DeploymentId = deploymentId },
            _ => new SpiceApiException(message, details, innerException: null) { AppId = appId, DeploymentId = deploymentId },
        };
    }

    /// <summary>The service returned a success, but the body cannot be read.</summary>
    public SpiceApiException FromUnreadableResponse(HttpResponseMessage response, BufferedContent body, Exception cause)
    {
        SecretRedactor secrets = redactor.For(response.RequestMessage);
        (long? appId, long? deploymentId) = GetIds(response.RequestMessage);
        string message = Format(
            () => secrets.Excerpt($"{DescribeResponse(response)}, but the body is not the expected JSON: {cause.Message}"),
            $"{DescribeStatus(response)}, but the body is not the expected JSON.");
        ApiErrorDetails details = GetDetails(response, body, secrets) with { IsPersistent = !IsJson(body.ContentType) };
        return new SpiceApiException(message, details, secrets.Redact(cause)) { AppId = appId, DeploymentId = deploymentId };
    }

    /// <summary>No complete response was received. Exceptions that are not transport errors are returned unchanged, unless the service accepted the request.</summary>
    public Exception FromTransportError(HttpRequestMessage? request, Exception cause, CancellationToken cancellationToken)
    {
        RequestDisposition disposition = GetDisposition(request, cause);
        bool isUnchanged = cause is SpiceApiException or ObjectDisposedException && disposition is not RequestDisposition.AcceptedUnreadable;
        if (isUnchanged || (cause is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return cause;
        }

        var details = new ApiErrorDetails
        {
            Disposition = disposition,
            StatusCode = disposition is RequestDisposition.AcceptedUnreadable ? (cause as HttpRequestException)?.StatusCode ?? SendPermit.Of(request)?.ResponseStatus : null,
            IsPersistent = TransientErrors.IsPersistent(cause),
        };
        SecretRedactor secrets = redactor.For(request);
        (long? appId, long? deploymentId) = GetIds(request);
        string message = Format(() => secrets.Excerpt(DescribeTransportError(request, details, cause)), $"The response to {DescribeRequest(request)} was not received, or cannot be read.");
        return new SpiceApiException(message, details, secrets.Redact(cause)) { AppId = appId, DeploymentId = deploymentId };
    }

    /// <summary>Formats a text of an error. An encoding or an exception of the program may throw, which must not hide the error, nor what it means for the request.</summary>
    private static T Format<T>(Func<T> format, T fallback)
    {
        try
        {
            return format();
        }
        catch (Exception)
        {
            return fallback;
        }
    }

    /// <summary>The ids in the path <c>/v1/apps/{appId}/deployments/{deploymentId}</c> of a request.</summary>
    private static (long? AppId, long? DeploymentId) GetIds(HttpRequestMessage? request)
    {
        string[] segments = request?.RequestUri?.AbsolutePath.Split('/') ?? [];
        return (GetId("apps"), GetId("deployments"));

        long? GetId(string collection)
        {
            int index = Array.LastIndexOf(segments, collection) + 1;
            return index > 0 && index < segments.Length && long.TryParse(segments[index], NumberStyles.None, CultureInfo.InvariantCulture, out long id) ? id : null;
        }
    }

    private static string DescribeError(HttpResponseMessage response, BufferedContent body, ErrorBody error, ApiErrorDetails details)
    {
        StringBuilder text = new StringBuilder(DescribeResponse(response)).Append(": ");
        text.Append(error.Message ?? error.Code ?? GetFallbackReason(response, body.ContentType));
        string fields = string.Join("; ", error.FieldErrors.SelectMany(field => field.Value.Select(problem => $"{field.Key}: {problem}")).Concat(error.FormErrors));
        text.Append(fields.Length is 0 ? "" : $" ({fields})");
        text.Append(text[^1] is '.' or '!' or '?' ? "" : ".");
        text.Append(ErrorAdvice.Find(error) is { } advice ? $" {advice}" : "");
        text.Append(details.StatusCode is HttpStatusCode.Unauthorized ? " Check the access token: it may be wrong, expired or revoked." : "");
        if (details.RetryAfter is { } delay)
        {
            text.Append(CultureInfo.InvariantCulture, $" Retry after {delay.TotalSeconds:0.###} s.");
        }

        return text.ToString();
    }

    /// <summary>A message handler of the program may lose the response and throw an exception that says nothing about the request.</summary>
    private static RequestDisposition GetDisposition(HttpRequestMessage? request, Exception cause) => SendPermit.Of(request) switch
    {
        { IsAccepted: true } => RequestDisposition.AcceptedUnreadable,
        { ResponseStatus: not null } => RequestDisposition.Indeterminate,
        _ => TransientErrors.GetDisposition(cause),
    };

    private static string DescribeTransportError(HttpRequestMessage? request, ApiErrorDetails details, Exception cause) => details switch
    {
        { Disposition: RequestDisposition.NotProcessed } =>
            $"Could not connect to {request?.RequestUri?.Authority}; {DescribeRequest(request)} was not sent. {cause.Message}",
        { Disposition: RequestDisposition.AcceptedUnreadable, StatusCode: not null } =>
            $"{DescribeRequest(request)} was accepted, but the response cannot be read. {GetReason(cause)}",
        { Disposition: RequestDisposition.AcceptedUnreadable } =>
            $"The response to {DescribeRequest(request)} is not valid HTTP, so the request may have been accepted. {GetReason(cause)}",
        _ => $"No complete response to {DescribeRequest(request)} was received. {GetReason(cause)}",
    };

    /// <summary>The message of .NET for a broken connection is only "An error occurred while sending the request"; the reason is in the inner exception.</summary>
    private static string GetReason(Exception cause) =>
        cause is HttpRequestException { InnerException: { } inner } ? inner.GetBaseException().Message : cause.Message;

    private static string DescribeResponse(HttpResponseMessage response)
    {
        string reason = string.IsNullOrEmpty(response.ReasonPhrase) ? "" : $" ({response.ReasonPhrase})";
        return $"{DescribeStatus(response)}{reason}";
    }

    private static string DescribeStatus(HttpResponseMessage response) => $"{DescribeRequest(response.RequestMessage)} returned {(int)response.StatusCode}";

    private static string DescribeRequest(HttpRequestMessage? request) => $"{request?.Method} {request?.RequestUri?.AbsolutePath}";

    private static string GetFallbackReason(HttpResponseMessage response, string? contentType)
    {
        if (response.Headers.Location is { } location)
        {
            return $"it redirects to {(location.IsAbsoluteUri ? location.Host : "another path")}, and the client does not follow redirects; check the address";
        }

        return IsJson(contentType) ? "the service gave no reason" : $"the body is {GetMediaType(contentType)}, not an error of the API, so a proxy may have responded";
    }

    /// <summary>A response without a readable type is taken for JSON.</summary>
    private static bool IsJson(string? contentType) => (GetMediaType(contentType) ?? JsonType).Equals(JsonType, StringComparison.OrdinalIgnoreCase);

    private static string? GetMediaType(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) ? type.MediaType : null;

    /// <summary>The scope in "Insufficient scope. Required: deployments:write".</summary>
    private static string? GetRequiredScope(ErrorBody error)
    {
        int start = error.Message?.IndexOf(ScopePrefix, StringComparison.OrdinalIgnoreCase) ?? -1;
        string scope = start < 0 ? "" : error.Message.AsSpan(start + ScopePrefix.Length).Trim(" .").ToString();
        return scope.Length is 0 ? null : MessageText.ForLog(scope);
    }

    private ApiErrorDetails GetDetails(HttpResponseMessage response, BufferedContent body, SecretRedactor secrets) => new()
    {
        Disposition = RequestDisposition.AcceptedUnreadable,
        StatusCode = response.StatusCode,
        RequestId = response.Headers.TryGetValues("X-Request-Id", out IEnumerable<string>? ids) ? ids.Select(secrets.Excerpt).FirstOrDefault() : null,
        RetryAfter = RetryAfterHeader.Parse(response, timeProvider),
        ResponseBody = body.Bytes.Length is 0 ? null : Format(() => secrets.Excerpt(Encoding.UTF8.GetString(Charset.ToUtf8(body, ErrorBody.MaxBytes).Span)), fallback: null),
    };
}
