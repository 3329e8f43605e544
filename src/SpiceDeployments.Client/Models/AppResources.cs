using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>The resources of a replica. Source: <c>resources</c> of the app's configuration.</summary>
public sealed record AppResources
{
    /// <summary>The most that a replica may use, or <c>null</c> if not set.</summary>
    [JsonPropertyName("limits")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResourceQuantities? Limits { get; init; }

    /// <summary>What is reserved for a replica, or <c>null</c> if not set.</summary>
    [JsonPropertyName("requests")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ResourceQuantities? Requests { get; init; }
}
