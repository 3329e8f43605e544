using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SpiceDeployments.Client.Testing.Internal.Apps;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <content>The bodies of responses about apps.</content>
internal static partial class ResponseBodies
{
    public sealed record ResumedApp(long DeploymentId);

    public sealed record AppList(IReadOnlyList<App> Apps);

    public sealed record ProjectList(IReadOnlyList<App> Projects);

    public sealed record App
    {
        public required long Id { get; init; }

        public required string Name { get; init; }

        public string? Description { get; init; }

        public string? Visibility { get; init; }

        public required string CreatedAt { get; init; }

        public string? Region { get; init; }

        public string? Cname { get; init; }

        public string? ClusterId { get; init; }

        public string? ApiKey { get; init; }

        public IReadOnlyDictionary<string, string>? Tags { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? ProductionBranch { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public AppConfiguration? Config { get; init; }

        /// <summary>The app as a list shows it: without its branch and its configuration.</summary>
        public static App FromListed(EmulatedApp app)
        {
            EmulatedAppSettings settings = app.Settings;
            return new App
            {
                Id = app.Id,
                Name = app.Name,
                Description = settings.Description,
                Visibility = settings.Visibility,
                CreatedAt = app.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture),
                Region = settings.Region,
                Cname = settings.Region is { } region ? Regions.GetInternalName(region) : null,
                ApiKey = app.ApiKey,
                Tags = settings.Tags,
            };
        }

        public static App From(EmulatedApp app)
        {
            EmulatedAppSettings settings = app.Settings;
            return FromListed(app) with { ProductionBranch = settings.ProductionBranch, Config = AppConfiguration.From(settings) };
        }
    }

    /// <summary>The <c>config</c> of an app.</summary>
    public sealed record AppConfiguration
    {
        public JsonElement? Spicepod { get; init; }

        public string? Registry { get; init; }

        public string? Image { get; init; }

        public string? ImageTag { get; init; }

        public string? UpdateChannel { get; init; }

        public string? Version { get; init; }

        public int? Replicas { get; init; }

        public JsonElement? Resources { get; init; }

        public JsonElement? Executor { get; init; }

        public string? Region { get; init; }

        public string? NodeGroup { get; init; }

        public double? StorageSizeGb { get; init; }

        public double? StorageClaimSizeGb { get; init; }

        public static AppConfiguration From(EmulatedAppSettings settings) => new()
        {
            Spicepod = settings.Spicepod,
            Registry = settings.Registry,
            Image = settings.Image,
            ImageTag = settings.ImageTag,
            UpdateChannel = settings.UpdateChannel,
            Version = settings.Version,
            Replicas = settings.Replicas,
            Resources = settings.Resources,
            Executor = settings.Executor,
            Region = settings.Region,
            NodeGroup = settings.NodeGroup,
            StorageSizeGb = settings.StorageSizeGb,
            StorageClaimSizeGb = settings.StorageClaimSizeGb,
        };
    }
}
