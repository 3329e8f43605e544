using System.Text.Json;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>The settings of an app: those of <see cref="EmulatedAppSettings"/>, except for the tags and the spicepod.</summary>
internal sealed record ScenarioSettings
{
    private static readonly EmulatedAppSettings Default = new();

    public string? Description { get; set; }

    public string Visibility { get; set; } = Default.Visibility;

    public string? ProductionBranch { get; set; }

    public string? Region { get; set; } = Default.Region;

    public string? Registry { get; set; } = Default.Registry;

    public string? Image { get; set; } = Default.Image;

    public string? ImageTag { get; set; } = Default.ImageTag;

    public string? UpdateChannel { get; set; } = Default.UpdateChannel;

    public string? Version { get; set; }

    public int? Replicas { get; set; } = Default.Replicas;

    public JsonElement? Resources { get; set; }

    public JsonElement? Executor { get; set; }

    public string? NodeGroup { get; set; }

    public double? StorageSizeGb { get; set; }

    public double? StorageClaimSizeGb { get; set; }

    public static ScenarioSettings Create(EmulatedAppSettings settings) => new()
    {
        Description = settings.Description,
        Visibility = settings.Visibility,
        ProductionBranch = settings.ProductionBranch,
        Region = settings.Region,
        Registry = settings.Registry,
        Image = settings.Image,
        ImageTag = settings.ImageTag,
        UpdateChannel = settings.UpdateChannel,
        Version = settings.Version,
        Replicas = settings.Replicas,
        Resources = settings.Resources,
        Executor = settings.Executor,
        NodeGroup = settings.NodeGroup,
        StorageSizeGb = settings.StorageSizeGb,
        StorageClaimSizeGb = settings.StorageClaimSizeGb,
    };

    /// <exception cref="ScenarioException">A setting is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        place.Require("visibility", Visibility is "public" or "private", "Expected one of public, private.");
        place.Require("resources", Resources is not { ValueKind: not JsonValueKind.Object }, "Expected an object in braces.");
        place.Require("executor", Executor is not { ValueKind: not JsonValueKind.Object }, "Expected an object in braces.");
    }

    public EmulatedAppSettings ApplyTo(EmulatedAppSettings settings) => settings with
    {
        Description = Description,
        Visibility = Visibility,
        ProductionBranch = ProductionBranch ?? settings.ProductionBranch,
        Region = Region,
        Registry = Registry,
        Image = Image,
        ImageTag = ImageTag,
        UpdateChannel = UpdateChannel,
        Version = Version,
        Replicas = Replicas,
        Resources = Resources,
        Executor = Executor,
        NodeGroup = NodeGroup,
        StorageSizeGb = StorageSizeGb,
        StorageClaimSizeGb = StorageClaimSizeGb,
    };
}
