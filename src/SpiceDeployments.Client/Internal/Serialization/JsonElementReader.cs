using System.Globalization;
using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Reads the fields of an object that servers send in different forms. A field that is missing or cannot be read is <c>null</c>.</summary>
internal static class JsonElementReader
{
    public static string? GetText(this JsonElement json, string name) => Find(json, name)?.ToText();

    /// <summary>Reads an integer, or a string that contains one.</summary>
    public static int? GetInt32(this JsonElement json, string name) =>
        int.TryParse(json.GetText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Reads a number, or a string that contains one.</summary>
    public static double? GetDouble(this JsonElement json, string name) =>
        double.TryParse(json.GetText(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    /// <summary>Reads an id: a positive 64-bit integer, or a string that contains one.</summary>
    public static long? GetId(this JsonElement json, string name) =>
        long.TryParse(json.GetText(name), NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0 ? id : null;

    /// <summary>Reads a time in ISO 8601. A time without an offset is UTC.</summary>
    public static DateTimeOffset? GetTime(this JsonElement json, string name) =>
        DateTimeOffset.TryParse(json.GetText(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;

    public static JsonElement? GetObject(this JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static JsonElement? GetArray(this JsonElement json, string name) => Find(json, name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    /// <summary>Reads text, a number or a boolean as text.</summary>
    public static string? ToText(this JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => json.GetString(),
                JsonValueKind.Number => json.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair.
        }
    }

    private static JsonElement? Find(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value : null;
}
