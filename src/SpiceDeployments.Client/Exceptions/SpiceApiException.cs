using System.Net;

namespace SpiceDeployments.Client;

/// <summary>
/// A call to the API failed: the service refused it, the answer could not be read, or none came. Subclasses exist only where a
/// caller would branch; everything else is told by the properties.
/// </summary>
public class SpiceApiException : Exception
{
    /// <summary>Creates the exception, as a test double of <see cref="IDeploymentsClient"/> would.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="innerException">The cause, or null.</param>
    public SpiceApiException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal SpiceApiException(string message, ApiFault fault, Exception? innerException)
        : base(message, innerException)
    {
        StatusCode = fault.StatusCode;
        ErrorCode = fault.ErrorCode;
        FieldErrors = fault.FieldErrors;
        RequestId = fault.RequestId;
        RetryAfter = fault.RetryAfter;
        ResponseBody = fault.ResponseBody;
        Kind = fault.Kind;
    }

    internal SpiceApiException(string message, SpiceApiException answer)
        : base(message, answer.InnerException)
    {
        StatusCode = answer.StatusCode;
        ErrorCode = answer.ErrorCode;
        FieldErrors = answer.FieldErrors;
        RequestId = answer.RequestId;
        RetryAfter = answer.RetryAfter;
        ResponseBody = answer.ResponseBody;
        Kind = answer.Kind;
    }

    /// <inheritdoc/>
    public override string Message => Remark is null ? base.Message : $"{base.Message} {Remark}";

    /// <summary>The HTTP status of the answer. Null when no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The service's code for the error (<c>code</c>), such as <c>insufficient_scope</c>. Null when none was sent.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What was wrong with each field of the request (<c>details.fieldErrors</c>). Empty when nothing was sent.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; init; } = ApiFault.NoFieldErrors;

    /// <summary>The id of the request (<c>X-Request-Id</c>), for the service's support. Null when none was sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asked to wait before the next request (<c>Retry-After</c>). Null when it did not ask.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body of the answer as text: at most 4 KiB, with secrets removed. Null when there was none.</summary>
    public string? ResponseBody { get; init; }

    internal ApiFaultKind Kind { get; init; }

    /// <summary>What else is known by now, for the message. Null: nothing.</summary>
    internal string? Remark { get; set; }

    /// <summary>Whether the same request may be answered better later.</summary>
    internal bool IsTransient => Kind is not ApiFaultKind.Refused;
}
