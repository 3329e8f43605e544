using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>Reads the settings in the body of a create or update of an app. Unknown fields are ignored.</summary>
internal sealed class AppSettingsReader(bool acceptsInternalChannels)
{
    private const int MaxReplicas = 10;

    private static readonly string[] Visibilities = ["public", "private"];
    private readonly string[] _channels = ["stable", "preview", "nightly", .. acceptsInternalChannels ? (string[])["internal", "internal-sandbox"] : []];

    /// <summary>Returns the settings with the fields that the body has. <c>null</c> clears <c>image_tag</c>, and is an error elsewhere.</summary>
    public EmulatedAppSettings Read(JsonElement body, EmulatedAppSettings current, EmulatedAppLimits limits)
    {
        var reader = new FieldReader(body);
        string? imageTag = reader.IsNull("image_tag") ? null : reader.ReadString("image_tag");
        int? replicas = reader.ReadInteger("replicas", 0, MaxReplicas);
        EmulatedAppSettings settings = current with
        {
            Description = reader.ReadString("description") ?? current.Description,
            Visibility = reader.ReadEnum("visibility", Visibilities) ?? current.Visibility,
            ProductionBranch = reader.ReadString("production_branch") ?? current.ProductionBranch,
            Tags = ReadTags(reader) ?? current.Tags,
            Region = ReadRegion(reader) ?? current.Region,
            Spicepod = reader.ReadObjectOrText("spicepod", Spicepod.Parse) ?? current.Spicepod,
            Registry = reader.ReadString("registry") ?? current.Registry,
            Image = reader.ReadString("image") ?? current.Image,
            ImageTag = reader.Has("image_tag") ? imageTag : current.ImageTag,
            UpdateChannel = reader.ReadEnum("update_channel", _channels) ?? current.UpdateChannel,
            Version = reader.ReadString("version") ?? current.Version,
            Replicas = replicas ?? current.Replicas,
            Resources = reader.ReadObject("resources") ?? current.Resources,
            Executor = reader.ReadObject("executor") ?? current.Executor,
            NodeGroup = reader.ReadString("node_group") ?? current.NodeGroup,
            StorageSizeGb = reader.ReadNumber("storage_size_gb") ?? current.StorageSizeGb,
            StorageClaimSizeGb = reader.ReadNumber("storage_claim_size_gb") ?? current.StorageClaimSizeGb,
        };
        reader.Errors.ThrowIfAny();
        ThrowIfOnCluster(reader);
        return limits.FindError(imageTag, replicas) is { } error ? throw error : settings;
    }

    private static IReadOnlyDictionary<string, string>? ReadTags(FieldReader reader)
    {
        IReadOnlyDictionary<string, string>? tags = reader.ReadMap("tags");
        foreach (string error in tags is null ? [] : TagRules.FindErrors(tags))
        {
            reader.Errors.Add("tags", error);
        }

        return tags;
    }

    private static string? ReadRegion(FieldReader reader) =>
        reader.ReadEnum("region", Regions.All) ?? (reader.ReadString("cname") is { } internalName ? Regions.Find(internalName) : null);

    /// <summary>The emulator has no dedicated clusters.</summary>
    private static void ThrowIfOnCluster(FieldReader reader)
    {
        if (!reader.IsNull("cluster_name") && reader.ReadString("cluster_name") is { } cluster)
        {
            throw new ApiErrorException(StatusCodes.Status400BadRequest, $"Cluster '{cluster}' not found");
        }

        reader.Errors.ThrowIfAny();
    }
}
