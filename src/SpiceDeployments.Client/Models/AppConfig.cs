using System.Text.Json;

namespace SpiceDeployments.Client;

/// <summary>The configuration of an app, which the next deployment uses.</summary>
/// <remarks>Source: <c>config</c> of the app object of the Spice.ai Cloud API. Each property is <c>null</c> if not sent.</remarks>
public sealed class AppConfig
{
    /// <summary>
    /// The spicepod as JSON, or <c>null</c> if the app has none. The service parses what it is sent, so that comments, formatting and the order of the
    /// properties are lost.
    /// </summary>
    public JsonElement? Spicepod { get; init; }

    /// <summary>The registry of the container image.</summary>
    public string? Registry { get; init; }

    /// <summary>The name of the container image.</summary>
    public string? Image { get; init; }

    /// <summary>The tag of the container image. If <c>null</c>, the service selects one by <see cref="UpdateChannel"/> and <see cref="Version"/>.</summary>
    public string? ImageTag { get; init; }

    /// <summary>The update channel, such as <c>stable</c>.</summary>
    public string? UpdateChannel { get; init; }

    /// <summary>The versions of the runtime that may be selected, such as <c>2.x</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The number of replicas.</summary>
    public int? Replicas { get; init; }

    /// <summary>The resources of a replica.</summary>
    public AppResources? Resources { get; init; }

    /// <summary>The executors of a distributed app.</summary>
    public AppExecutor? Executor { get; init; }

    /// <summary>The size of the storage, in GB.</summary>
    public double? StorageSizeGb { get; init; }

    /// <summary>The region.</summary>
    public string? Region { get; init; }

    /// <summary>The group of nodes.</summary>
    public string? NodeGroup { get; init; }
}
