using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>Serializes values with the properties of each object in order, so that equal values have equal texts.</summary>
internal static class CanonicalJson
{
    /// <exception cref="InvalidOperationException">A string or name is not valid Unicode.</exception>
    public static string Serialize(JsonElement value) => ToNode(value)?.ToJsonString() ?? "null";

    private static JsonNode? ToNode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ToObject(value),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(ToNode)]),
        JsonValueKind.String => JsonValue.Create(value.GetString()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };

    /// <summary>Of properties with the same name, the last one counts.</summary>
    private static JsonObject ToObject(JsonElement value)
    {
        var properties = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            properties[property.Name] = ToNode(property.Value);
        }

        return new JsonObject(properties);
    }
}
