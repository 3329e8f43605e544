using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Wire;

/// <summary>Reads an optional integer, or the same as a string. Anything else reads as null.</summary>
internal sealed class LenientInt32Converter : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out int number) ? number : null;
            case JsonTokenType.String:
                return int.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int parsed) ? parsed : null;
            default:
                reader.TrySkip();
                return null;
        }
    }

    /// <remarks>Never called for null, which is left out.</remarks>
    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) => writer.WriteNumberValue(value.GetValueOrDefault());
}
