using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>Reads a <see cref="ScenarioTime"/>.</summary>
internal sealed class ScenarioTimeConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ScenarioTime.TryParse(reader.GetString(), out TimeSpan time) ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => throw new NotSupportedException();
}
