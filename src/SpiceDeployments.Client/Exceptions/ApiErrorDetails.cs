using System.Collections.ObjectModel;
using System.Net;

namespace SpiceDeployments.Client;

/// <summary>The details of a failed call.</summary>
internal sealed record ApiErrorDetails
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoFieldErrors =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    public required RequestDisposition Disposition { get; init; }

    public HttpStatusCode? StatusCode { get; init; }

    public string? ErrorCode { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; init; } = NoFieldErrors;

    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string? ResponseBody { get; init; }

    /// <inheritdoc cref="SpiceApiException.IsFromApi"/>
    public bool IsFromApi { get; init; }

    /// <inheritdoc cref="SpiceApiException.IsPersistent"/>
    public bool IsPersistent { get; init; }
}
