using WireMock;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A request as it arrived at the server.</summary>
public sealed record WireRequest
{
    public required string Method { get; init; }

    /// <summary>The path and the query, as they stood in the request line.</summary>
    public required string Target { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as text, or null where there was none.</summary>
    public required string? Body { get; init; }

    /// <summary>The names of all headers in alphabetical order.</summary>
    public IEnumerable<string> HeaderNames => Headers.Keys.Order(StringComparer.Ordinal);

    public static WireRequest From(IRequestMessage message) => new()
    {
        Method = message.Method,
        Target = new Uri(message.AbsoluteUrl).PathAndQuery,
        Headers = message.Headers!.ToDictionary(header => header.Key, header => string.Join('|', header.Value), StringComparer.OrdinalIgnoreCase),
        Body = string.IsNullOrEmpty(message.Body) ? null : message.Body,
    };
}
