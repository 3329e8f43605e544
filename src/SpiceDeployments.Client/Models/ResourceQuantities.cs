using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>Quantities of resources, in the notation of Kubernetes.</summary>
public sealed record ResourceQuantities
{
    /// <summary>The processor time, such as <c>2</c> or <c>500m</c>, or <c>null</c> if not set.</summary>
    [JsonPropertyName("cpu")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cpu { get; init; }

    /// <summary>The memory, such as <c>16Gi</c>, or <c>null</c> if not set.</summary>
    [JsonPropertyName("memory")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Memory { get; init; }

    /// <summary>The storage that is lost with the replica, such as <c>10Gi</c>, or <c>null</c> if not set. Only a limit, not a request.</summary>
    [JsonPropertyName("ephemeral-storage")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EphemeralStorage { get; init; }
}
