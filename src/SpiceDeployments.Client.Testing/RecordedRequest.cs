using System.Globalization;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing;

/// <summary>A request that the emulator received, as it was when <see cref="SpiceCloudEmulator.Requests"/> was read.</summary>
public sealed record RecordedRequest
{
    private const int MaxTargetCharacters = 500;

    internal RecordedRequest(int number, string method, string path, string query, IReadOnlyDictionary<string, string> headers, string body, DateTimeOffset receivedAt)
    {
        Number = number;
        Method = method;
        Path = path;
        Query = query;
        Headers = headers;
        Body = body;
        ReceivedAt = receivedAt;
    }

    /// <summary>The position in the order of arrival, from 1.</summary>
    public int Number { get; }

    /// <summary>The <c>X-Request-Id</c> of the response.</summary>
    public string RequestId => "req-" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The method, such as GET.</summary>
    public string Method { get; }

    /// <summary>The path, such as <c>/v1/apps/7/deployments</c>.</summary>
    public string Path { get; }

    /// <summary>The query with its question mark, as it was sent; empty if there was none.</summary>
    public string Query { get; }

    /// <summary>The headers by name in any case, including <c>Authorization</c>. The values of a repeated header are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>
    /// The body as UTF-8 text; empty if there was none. A body of more than 1 MiB, and the body of a request without a token of this emulator, is not read and
    /// is empty here. Token requests need no token.
    /// </summary>
    public string Body { get; }

    /// <summary>The time of arrival, on the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The status of the response; <c>null</c> until a response is sent.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The fault that was applied to the request, or <c>null</c>.</summary>
    public FaultKind? Fault { get; internal init; }

    /// <summary>
    /// Whether no route matched the method and path, so that the response was 404 "Not found", regardless of the token. <c>false</c> for a request that did
    /// not reach the routes because of a fault or the rate limit.
    /// </summary>
    public bool HasNoRoute { get; internal init; }

    /// <summary>
    /// The id of the deployment that the request created, or <c>null</c>. With <see cref="FaultRuleBuilder.ProcessLater"/>, it is <c>null</c> until the
    /// deployment is created.
    /// </summary>
    public long? CreatedDeploymentId { get; internal init; }

    /// <summary>Whether <see cref="CreatedDeploymentId"/> was created after the response.</summary>
    internal bool IsProcessedLate { get; init; }

    /// <summary>Whether the response was sent, or none will be.</summary>
    internal bool IsCompleted { get; init; }

    /// <summary>The method, the path and the query without control characters.</summary>
    internal string Target => PrintableText.Escape($"{Method} {Path}{Query}", MaxTargetCharacters);

    /// <summary>The outcome, such as <c>200</c> or <c>no response (DropResponse)</c>.</summary>
    internal string Outcome
    {
        get
        {
            string response = StatusCode is { } status ? status.ToString(CultureInfo.InvariantCulture) : "no response";
            return (Fault, HasNoRoute) switch
            {
                ({ } fault, true) => $"{response} ({fault}, no such route)",
                ({ } fault, false) => $"{response} ({fault})",
                (null, true) => response + " (no such route)",
                (null, false) => IsCompleted ? response : response + " yet",
            };
        }
    }

    /// <summary>Returns the request in one line, without headers and body, so that it contains no token or secret. Control characters are escaped.</summary>
    /// <returns>
    /// A text such as <c>08:00:05.000 GET /v1/apps/7/deployments?limit=20 -> 200</c>. A fault follows the status, as in <c>-> 502 (RespondWithHtml)</c>.
    /// If <see cref="HasNoRoute"/> is <c>true</c>, the text ends with <c>-> 404 (no such route)</c>.
    /// </returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt:HH:mm:ss.fff} {Target} -> {Outcome}");
}
