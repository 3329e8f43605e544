using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Wire;

/// <summary>Reads a time as <see cref="LenientNullableDateTimeOffsetConverter"/> does. What cannot be read is <c>default</c>.</summary>
internal sealed class LenientDateTimeOffsetConverter : JsonConverter<DateTimeOffset>
{
    private static readonly LenientNullableDateTimeOffsetConverter Nullable = new();

    public override bool HandleNull => true;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Nullable.Read(ref reader, typeof(DateTimeOffset?), options) ?? default;

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
