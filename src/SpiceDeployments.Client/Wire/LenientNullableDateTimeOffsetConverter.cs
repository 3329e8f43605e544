using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Wire;

/// <summary>Reads an optional time in ISO 8601; one without an offset is UTC. Anything else reads as null.</summary>
internal sealed class LenientNullableDateTimeOffsetConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            reader.TrySkip();
            return null;
        }

        if (reader.TryGetDateTime(out DateTime time) && time.Kind is DateTimeKind.Unspecified)
        {
            return new DateTimeOffset(time, TimeSpan.Zero);
        }

        return reader.TryGetDateTimeOffset(out DateTimeOffset timeWithOffset) ? timeWithOffset : null;
    }

    /// <remarks>Never called for null, which is left out.</remarks>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => writer.WriteStringValue(value.GetValueOrDefault());
}
