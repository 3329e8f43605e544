using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Wire;

/// <summary>Reads an id: a positive 64-bit integer, or the same as a string. Without it a deployment cannot be told apart, so nothing else will do.</summary>
internal sealed class DeploymentIdConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (TryRead(ref reader, out long id) && id > 0)
        {
            return id;
        }

        throw new JsonException("'id' must be a positive integer.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);

    private static bool TryRead(ref Utf8JsonReader reader, out long id)
    {
        id = 0;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out id),
            JsonTokenType.String => long.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out id),
            _ => false,
        };
    }
}
