using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>Dates as the API writes them: <c>2026-10-06T08:01:10.000Z</c>.</summary>
internal sealed class ApiDateConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
}
