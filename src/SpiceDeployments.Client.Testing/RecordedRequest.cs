using System.Globalization;

namespace SpiceDeployments.Client.Testing;

/// <summary>A request that reached the emulator, as it was when it was read from <see cref="SpiceCloudEmulator.Requests"/>.</summary>
public sealed record RecordedRequest
{
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

    /// <summary>Its place in the order of arrival, from 1.</summary>
    public int Number { get; }

    /// <summary>The <c>X-Request-Id</c> of its answer.</summary>
    public string RequestId => "req-" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>GET, POST, PUT …</summary>
    public string Method { get; }

    /// <summary>The path, such as <c>/v1/apps/7/deployments</c>.</summary>
    public string Path { get; }

    /// <summary>The query with its question mark, as it was sent; empty if there was none.</summary>
    public string Query { get; }

    /// <summary>The headers by their name in any case, <c>Authorization</c> included; the values of a repeated one are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as UTF-8 text; empty if there was none.</summary>
    public string Body { get; }

    /// <summary>When it arrived, on the emulator's clock.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The status of its answer; null until it is answered, and for good if no answer was sent.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The fault that it met, by the name of its method on <see cref="FaultRuleBuilder"/>, such as <c>DropResponse</c>; null if it met none.</summary>
    public string? Fault { get; internal init; }

    /// <summary>
    /// Whether it asked for something that the service does not have: no route took its method and path, and it was answered 404 "Not found", whatever
    /// its token. False as well for a request that never came to the routes, because a fault or the rate limit answered before them.
    /// </summary>
    public bool HasNoRoute { get; internal init; }

    /// <summary>The deployment that it made, whether or not the client heard of it.</summary>
    internal long? MadeDeploymentId { get; init; }

    /// <summary>Whether its answer has begun, or there will be none.</summary>
    internal bool HasEnded { get; init; }

    /// <summary>How it ended, such as <c>200</c> or <c>no answer (DropResponse)</c>.</summary>
    internal string Ending
    {
        get
        {
            string answer = StatusCode is { } status ? status.ToString(CultureInfo.InvariantCulture) : "no answer";
            return (Fault, HasNoRoute) switch
            {
                ({ } fault, true) => $"{answer} ({fault}, no such route)",
                ({ } fault, false) => $"{answer} ({fault})",
                (null, true) => answer + " (no such route)",
                (null, false) => HasEnded ? answer : answer + " yet",
            };
        }
    }

    /// <summary>The request in one line, without its headers and body, so that no token or secret shows.</summary>
    /// <returns>
    /// A text such as <c>08:00:05.000 GET /v1/apps/7/deployments?limit=20 -> 200</c>, with its fault, if any, as in <c>-> 502 (RespondWithHtml)</c>, and with
    /// <c>-> 404 (no such route)</c> if it <see cref="HasNoRoute"/>.
    /// </returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ReceivedAt:HH:mm:ss.fff} {Method} {Path}{Query} -> {Ending}");
}
