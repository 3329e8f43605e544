using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>The executors of a distributed app. Source: <c>executor</c> of the app's configuration.</summary>
public sealed record AppExecutor
{
    /// <summary>The number of executors, or <c>null</c> if not set.</summary>
    [JsonPropertyName("replicas")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Replicas { get; init; }

    /// <summary>The resources of an executor, or <c>null</c> if not set.</summary>
    [JsonPropertyName("resources")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AppResources? Resources { get; init; }

    /// <summary>The size of the storage of an executor, in GB, or <c>null</c> if not set.</summary>
    [JsonPropertyName("storage_size_gb")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? StorageSizeGb { get; init; }
}
