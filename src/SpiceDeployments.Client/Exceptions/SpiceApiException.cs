using System.Net;

namespace SpiceDeployments.Client;

/// <summary>A call to the API failed: the service rejected the request, the response could not be read, or no response was received.</summary>
public class SpiceApiException : SpiceException
{
    /// <inheritdoc cref="SpiceException()"/>
    public SpiceApiException()
    {
    }

    /// <inheritdoc cref="SpiceException(string)"/>
    public SpiceApiException(string? message)
        : base(message)
    {
    }

    /// <inheritdoc cref="SpiceException(string, Exception)"/>
    public SpiceApiException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal SpiceApiException(string message, ApiErrorDetails details, Exception? innerException)
        : base(MessageText.ForMessage(message), innerException)
    {
        StatusCode = details.StatusCode;
        ErrorCode = details.ErrorCode;
        FieldErrors = details.FieldErrors;
        RequestId = details.RequestId;
        RetryAfter = details.RetryAfter;
        ResponseBody = details.ResponseBody;
        Disposition = details.Disposition;
        IsTransient = details.Disposition is not RequestDisposition.Rejected;
        MayHaveBeenProcessed = details.Disposition is RequestDisposition.Indeterminate or RequestDisposition.AcceptedUnreadable;
        IsFromApi = details.IsFromApi;
        IsPersistent = details.IsPersistent;
    }

    /// <summary>Copies an exception with another message.</summary>
    private protected SpiceApiException(string message, SpiceApiException error)
        : base(message, error.InnerException)
    {
        AppId = error.AppId;
        DeploymentId = error.DeploymentId;
        StatusCode = error.StatusCode;
        ErrorCode = error.ErrorCode;
        FieldErrors = error.FieldErrors;
        RequestId = error.RequestId;
        RetryAfter = error.RetryAfter;
        ResponseBody = error.ResponseBody;
        Disposition = error.Disposition;
        IsTransient = error.IsTransient;
        MayHaveBeenProcessed = error.MayHaveBeenProcessed;
        IsFromApi = error.IsFromApi;
        IsPersistent = error.IsPersistent;
    }

    /// <summary>The HTTP status code of the response, or <c>null</c> if no response was received.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's error code (<c>code</c>), such as <c>insufficient_scope</c>, or <c>null</c> if none was sent.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The validation errors by the name of the request field (<c>details.fieldErrors</c>). Empty if none were sent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; init; } = ApiErrorDetails.NoFieldErrors;

    /// <summary>The request id (<c>X-Request-Id</c>) to quote to the service's support, or <c>null</c> if none was sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>The delay before the next request that the service asked for (<c>Retry-After</c>), or <c>null</c> if none was sent.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The response body as text, cut to 4 KiB, with secrets redacted and line breaks and other control characters replaced, or <c>null</c> if there was none.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>
    /// Whether the same request may succeed later: <c>true</c> for 408, 429, 499, any 5xx status, a response that cannot be read, and a
    /// connection that could not be made or broke.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// Whether the service may have processed the request nevertheless: no response was received, the response cannot be read, or a server or a proxy failed.
    /// After <see cref="IAppsClient.ResumeAppAsync"/>, a deployment may have been started.
    /// </summary>
    public bool MayHaveBeenProcessed { get; init; }

    /// <summary>What the failure implies about the processing of the request.</summary>
    internal RequestDisposition Disposition { get; init; }

    /// <summary>Whether the response is an error of the API itself. If not, a proxy responded, or the response is a success that cannot be read, or there is none.</summary>
    internal bool IsFromApi { get; init; }

    /// <summary>Whether the cause usually persists: an unknown host, a certificate that is not trusted, or a page that a proxy returns instead of the API.</summary>
    internal bool IsPersistent { get; init; }

    /// <summary>Whether a wait continues after this error. A response that is not the API's own says nothing about the deployment.</summary>
    internal bool CanPass => IsTransient || (StatusCode is not null && !IsFromApi);

    /// <summary>Creates a copy with another message and other ids. The exception itself may be shared by several calls, so it is not changed.</summary>
    internal virtual SpiceApiException With(string message, long? appId, long? deploymentId) => new(message, this) { AppId = appId, DeploymentId = deploymentId };

    /// <summary>Creates a copy with another message.</summary>
    internal SpiceApiException With(string message) => With(message, AppId, DeploymentId);
}
