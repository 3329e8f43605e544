using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Apps;

/// <summary>Compares a value that was sent with what the service stores.</summary>
internal static class StoredValue
{
    /// <summary>
    /// Whether the stored value is what was sent, for certain. A spicepod that was sent as JSON text is parsed, as the service does; one in YAML is compared
    /// by the service only.
    /// </summary>
    public static bool IsSame(JsonElement sent, JsonElement? stored) => (sent.ValueKind, stored?.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.Object) => TryParse(sent.GetString()) is { } parsed && JsonComparison.AreEqual(parsed, stored),
        _ => JsonComparison.AreEqual(sent, stored),
    };

    private static JsonElement? TryParse(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
