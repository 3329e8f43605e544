using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>An app as the service stores it.</summary>
/// <param name="App">The app.</param>
/// <param name="Json">The JSON of the app, which may contain its API key, and is not kept.</param>
internal readonly record struct StoredApp(App App, JsonElement Json)
{
    /// <summary>Returns the value of a field of an update, or <c>null</c>. Servers return some of the fields beside the id, others in <c>config</c>.</summary>
    public JsonElement? Find(string field) => Find(Json, field) ?? (Find(Json, "config") is { ValueKind: JsonValueKind.Object } config ? Find(config, field) : null);

    private static JsonElement? Find(JsonElement json, string field) => json.TryGetProperty(field, out JsonElement value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
