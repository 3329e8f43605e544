using System.Collections.ObjectModel;
using System.Text.Json;

namespace SpiceDeployments.Client.Testing;

/// <summary>The settings of an app, which clients read and change through the API.</summary>
public sealed record EmulatedAppSettings
{
    /// <summary>The description. Default <c>null</c>.</summary>
    public string? Description { get; init; }

    /// <summary>The visibility: <c>public</c> or <c>private</c>. Default <c>private</c>.</summary>
    public string Visibility { get; init; } = "private";

    /// <summary>The production branch. Default <c>null</c>.</summary>
    public string? ProductionBranch { get; init; }

    /// <summary>The tags. Default empty.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The region, such as <c>us-west-2</c>. Default <c>us-east-1</c>. If <c>null</c>, the app is not placed anywhere.</summary>
    public string? Region { get; init; } = "us-east-1";

    /// <summary>
    /// The spicepod, an object, or <c>null</c>: a create then returns 400. <see cref="EmulatedApp.WithSpicepod"/> sets it from text. An app of
    /// <see cref="SpiceCloudEmulator.AddApp"/> has one, an app that a client creates has none.
    /// </summary>
    public JsonElement? Spicepod { get; init; }

    /// <summary>The registry of the image. Default <c>ghcr.io/spiceai</c>.</summary>
    public string? Registry { get; init; } = "ghcr.io/spiceai";

    /// <summary>The image. Default <c>spiceai-enterprise</c>.</summary>
    public string? Image { get; init; } = "spiceai-enterprise";

    /// <summary>The image tag of deployments that are created without one. Default <c>2.3.2</c>. If <c>null</c>, these deployments have no image tag.</summary>
    public string? ImageTag { get; init; } = "2.3.2";

    /// <summary>The update channel. Default <c>stable</c>.</summary>
    public string? UpdateChannel { get; init; } = "stable";

    /// <summary>The range of versions of the runtime, such as <c>2.x</c>. Default <c>null</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The number of replicas. Default 1.</summary>
    public int? Replicas { get; init; } = 1;

    /// <summary>The resources, an object, as a client sent them. Default <c>null</c>.</summary>
    public JsonElement? Resources { get; init; }

    /// <summary>The executor, an object, as a client sent it. Default <c>null</c>.</summary>
    public JsonElement? Executor { get; init; }

    /// <summary>The node group. Default <c>null</c>.</summary>
    public string? NodeGroup { get; init; }

    /// <summary>The size of the storage in GB, as a client sent it in <c>storage_size_gb</c>. Default <c>null</c>.</summary>
    public double? StorageSizeGb { get; init; }

    /// <summary>The size of the storage in GB, as a client sent it in <c>storage_claim_size_gb</c>, which is deprecated. Default <c>null</c>.</summary>
    public double? StorageClaimSizeGb { get; init; }
}
