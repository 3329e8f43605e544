using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>Writes an <see cref="UpdateAppRequest"/> as it is sent, and reads it again. The attribute of that type refers to the converter.</summary>
/// <remarks>Public, because code that <c>System.Text.Json</c> generates in a program creates the converter.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class UpdateAppRequestConverter : JsonConverter<UpdateAppRequest>
{
    /// <inheritdoc/>
    public override UpdateAppRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var sent = JsonElement.ParseValue(ref reader);
        return sent.ValueKind is JsonValueKind.Object ? new UpdateAppRequest(sent.EnumerateObject()) : throw new JsonException("An update of an app must be an object.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, UpdateAppRequest value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        foreach ((string name, JsonElement sent) in value.Values)
        {
            writer.WritePropertyName(name);
            sent.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
