using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Commands;

/// <summary>Reads durations as the command line does.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && Duration.TryParse(reader.GetString()!, out TimeSpan duration) ? duration : throw new JsonException($"The value is not a duration. {Duration.Format}");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("c"));
}
