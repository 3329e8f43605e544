using System.Text.Json;
using System.Text.Json.Nodes;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Apps;

/// <summary>Parses, checks and compares the spicepods of apps.</summary>
internal static class Spicepod
{
    private const string Kind = "Spicepod";
    private static readonly string[] Versions = ["v1", "v2"];

    public static JsonElement CreateValid(string name) => Create(name, "v2");

    /// <summary>A spicepod of a version that no longer loads.</summary>
    public static JsonElement CreateInvalid(string name) => Create(name, "v1beta1");

    /// <summary>Parses JSON or YAML.</summary>
    /// <exception cref="FormatException">The text is neither, or contains no object.</exception>
    public static JsonElement Parse(string text)
    {
        JsonElement spicepod = TryParseJson(text) ?? YamlJson.Parse(text);
        return spicepod.ValueKind is JsonValueKind.Object ? spicepod : throw new FormatException($"Expected object, received {FieldErrors.GetJsonTypeName(spicepod)}");
    }

    /// <summary>Whether the spicepod can be deployed. Of the schema, only <c>version</c> and <c>kind</c> are checked, if the spicepod has them.</summary>
    public static bool IsValid(JsonElement spicepod) => Matches(spicepod, "version", Versions) && Matches(spicepod, "kind", Kind);

    /// <summary>Whether two spicepods are equal, whatever the order of their properties.</summary>
    public static bool AreEqual(JsonElement? first, JsonElement? second) =>
        first is { } left && second is { } right
            ? string.Equals(CanonicalJson.Serialize(left), CanonicalJson.Serialize(right), StringComparison.Ordinal)
            : first.HasValue == second.HasValue;

    private static JsonElement Create(string name, string version) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["version"] = version, ["kind"] = Kind, ["name"] = name }, PlainJsonContext.Default.JsonObject);

    private static bool Matches(JsonElement spicepod, string property, params string[] values) =>
        !spicepod.TryGetProperty(property, out JsonElement value)
        || (value.ValueKind is JsonValueKind.String && values.Contains(value.GetString(), StringComparer.Ordinal));

    private static JsonElement? TryParseJson(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, PlainJsonContext.Default.JsonElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
