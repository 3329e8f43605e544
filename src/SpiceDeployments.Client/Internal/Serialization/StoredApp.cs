using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>An app as the service stores it.</summary>
/// <param name="app">The app.</param>
/// <param name="json">The JSON of the app, which may contain its API key, and is not kept.</param>
internal sealed class StoredApp(App app, JsonElement json)
{
    /// <summary>The fields that servers return under an older name.</summary>
    private static readonly Dictionary<string, string> OlderNames = new(StringComparer.Ordinal) { ["storage_size_gb"] = "storage_claim_size_gb" };

    public App App => app;

    /// <summary>Finds the value of a field of an update, which may be JSON <c>null</c>. Servers return some of the fields beside the id, others in <c>config</c>.</summary>
    /// <returns><c>null</c> if the service does not return the field.</returns>
    public JsonElement? Find(string field) => FindByName(field) ?? (OlderNames.TryGetValue(field, out string? olderName) ? FindByName(olderName) : null);

    /// <summary>A value in the configuration counts rather than a <c>null</c> beside the id.</summary>
    private JsonElement? FindByName(string field)
    {
        JsonElement? top = FindIn(json, field);
        return top is null or { ValueKind: JsonValueKind.Null } && FindIn(json, "config") is { ValueKind: JsonValueKind.Object } config ? FindIn(config, field) ?? top : top;
    }

    private static JsonElement? FindIn(JsonElement json, string field) => json.TryGetProperty(field, out JsonElement value) ? value : null;
}
