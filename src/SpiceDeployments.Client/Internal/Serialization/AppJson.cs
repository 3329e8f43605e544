using System.Globalization;
using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>
/// Reads apps from JSON. Every field but the id may be missing, or of another type; unknown fields are ignored. The API key of an app is not read.
/// </summary>
internal static class AppJson
{
    /// <summary>A spicepod may be nested more deeply than other JSON.</summary>
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 256 };

    private static readonly string[] ListNames = ["apps", "projects"];

    /// <summary>Reads <c>{"apps":[…]}</c>, or <c>{"projects":[…]}</c> from newer servers. A record without an id is left out.</summary>
    /// <exception cref="JsonException">The text is not such a list.</exception>
    public static IReadOnlyList<App> ReadList(ReadOnlySpan<byte> utf8)
    {
        JsonElement body = ReadObject(utf8);
        JsonElement list = ListNames.Select(name => body.GetArray(name)).FirstOrDefault(list => list is not null) ?? throw new JsonException("'apps' must be an array.");
        return [.. list.EnumerateArray().Select(app => ToApp(app)).OfType<App>()];
    }

    /// <summary>Reads one app.</summary>
    /// <exception cref="JsonException">The text is not an app, or another one.</exception>
    public static StoredApp Read(ReadOnlySpan<byte> utf8, long appId)
    {
        JsonElement body = ReadObject(utf8);
        App app = ToApp(body) ?? throw new JsonException("'id' must be a positive integer.");
        return app.Id == appId
            ? new StoredApp(app, body)
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"'id' must be {appId}, but is {app.Id}."));
    }

    /// <summary>Reads <c>{"deployment_id":…}</c>, or returns <c>null</c> if there is no id.</summary>
    /// <exception cref="JsonException">The text is not an object.</exception>
    public static long? ReadDeploymentId(ReadOnlySpan<byte> utf8) => ReadObject(utf8).GetId("deployment_id");

    private static JsonElement ReadObject(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        var body = JsonElement.ParseValue(ref reader);
        return body.ValueKind is JsonValueKind.Object ? body : throw new JsonException("The body must be an object.");
    }

    private static App? ToApp(JsonElement json) => json.ValueKind is JsonValueKind.Object && json.GetId("id") is { } id ? ToApp(json, id) : null;

    private static App ToApp(JsonElement json, long id)
    {
        JsonElement? config = json.GetObject("config");
        return new App
        {
            Id = id,
            Name = json.GetText("name") ?? "",
            Description = json.GetText("description"),
            Visibility = json.GetText("visibility"),
            CreatedAt = json.GetTime("created_at"),
            Region = json.GetText("region") ?? config?.GetText("region"),
            ClusterId = json.GetText("cluster_id"),
            ClusterName = json.GetText("cluster_name"),
            Endpoint = json.GetText("endpoint"),
            ProductionBranch = json.GetText("production_branch"),
            Kind = json.GetText("kind"),
            Tags = json.TryGetProperty("tags", out JsonElement tags) ? ToTags(tags) : null,
            Config = config is { } values ? ToConfig(values) : null,
        };
    }

    /// <summary>Returns <c>null</c> if the tags cannot be read. A value that is not text is kept as JSON, so that a merge does not remove the tag.</summary>
    private static Dictionary<string, string>? ToTags(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().DistinctBy(tag => tag.Name, StringComparer.Ordinal).ToDictionary(tag => tag.Name, tag => tag.Value.ToText() ?? tag.Value.GetRawText(), StringComparer.Ordinal),
        JsonValueKind.Null => new Dictionary<string, string>(StringComparer.Ordinal),
        _ => null,
    };

    private static AppConfig ToConfig(JsonElement json) => new()
    {
        Spicepod = json.GetObject("spicepod")?.Clone(), // Without the rest of the response.
        Registry = json.GetText("registry"),
        Image = json.GetText("image"),
        ImageTag = json.GetText("image_tag"),
        UpdateChannel = json.GetText("update_channel"),
        Version = json.GetText("version"),
        Replicas = json.GetInt32("replicas"),
        Resources = json.GetObject("resources") is { } resources ? ToResources(resources) : null,
        Executor = json.GetObject("executor") is { } executor ? ToExecutor(executor) : null,
        StorageSizeGb = json.GetDouble("storage_size_gb") ?? json.GetDouble("storage_claim_size_gb"), // The older name.
        Region = json.GetText("region"),
        NodeGroup = json.GetText("node_group"),
    };

    private static AppResources ToResources(JsonElement json) => new()
    {
        Limits = json.GetObject("limits") is { } limits ? ToQuantities(limits) : null,
        Requests = json.GetObject("requests") is { } requests ? ToQuantities(requests) : null,
    };

    private static ResourceQuantities ToQuantities(JsonElement json) =>
        new() { Cpu = json.GetText("cpu"), Memory = json.GetText("memory"), EphemeralStorage = json.GetText("ephemeral-storage") };

    private static AppExecutor ToExecutor(JsonElement json) => new()
    {
        Replicas = json.GetInt32("replicas"),
        Resources = json.GetObject("resources") is { } resources ? ToResources(resources) : null,
        StorageSizeGb = json.GetDouble("storage_size_gb"),
    };
}
