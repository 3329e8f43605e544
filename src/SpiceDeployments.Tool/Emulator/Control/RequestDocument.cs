using System.Text.Json.Serialization;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>A request that the emulator received, without headers: it contains no token.</summary>
internal sealed record RequestDocument
{
    public required int Number { get; init; }

    public required DateTime Time { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>The query with its question mark, or <c>null</c>.</summary>
    public required string? Query { get; init; }

    /// <summary>The status of the response, or <c>null</c> without a response.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int? Status { get; init; }

    public required FaultKind? Fault { get; init; }

    /// <summary>Whether the emulator has no route for the method and the path.</summary>
    public required bool HasNoRoute { get; init; }

    public required long? CreatedDeploymentId { get; init; }

    /// <summary>The body of a create. The bodies of other requests may contain secrets.</summary>
    public required string? Body { get; init; }

    public static RequestDocument Create(RecordedRequest request) => new()
    {
        Number = request.Number,
        Time = request.ReceivedAt.UtcDateTime,
        Method = request.Method,
        Path = request.Path,
        Query = request.Query is "" ? null : request.Query,
        Status = request.StatusCode,
        Fault = request.Fault,
        HasNoRoute = request.HasNoRoute,
        CreatedDeploymentId = request.CreatedDeploymentId,
        Body = IsCreate(request) ? request.Body : null,
    };

    private static bool IsCreate(RecordedRequest request) =>
        request.Method is "POST" && request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var last] && string.Equals(last, "deployments", StringComparison.OrdinalIgnoreCase);
}
