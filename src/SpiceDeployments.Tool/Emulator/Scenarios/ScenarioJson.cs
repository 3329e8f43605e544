using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>Values of a scenario that are either a text or JSON of any kind.</summary>
internal static class ScenarioJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns a text as it is, and other JSON without the comments of the file; <c>null</c> if there is no value.</summary>
    public static string? GetText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => Serialize(value),
    };

    private static string Serialize(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
