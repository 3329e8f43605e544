using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>Reads an app of a rollout: <c>42</c>, <c>"orders"</c>, or <c>{ "app": "orders", … }</c>.</summary>
internal sealed class AppEntryConverter : JsonConverter<RolloutFile.AppEntry>
{
    public override bool HandleNull => true;

    public override RolloutFile.AppEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            return new RolloutFile.AppEntry { App = ReadReference(ref reader) };
        }

        AppObject entry = JsonSerializer.Deserialize(ref reader, RolloutFileJsonContext.Default.AppObject)!;
        return new RolloutFile.AppEntry { App = ReadReference(entry.App), Deploy = entry.Deploy, Update = entry.Update };
    }

    public override void Write(Utf8JsonWriter writer, RolloutFile.AppEntry value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static AppReference ReadReference(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt64(out long id) => ToReference(id.ToString(CultureInfo.InvariantCulture)),
        JsonTokenType.String => ToReference(reader.GetString()!),
        _ => throw new JsonException("An app is an id, a name, or an object with the property 'app'."),
    };

    private static AppReference ReadReference(JsonElement app) => app.ValueKind switch
    {
        JsonValueKind.String => ToReference(app.GetString()!),
        JsonValueKind.Number when app.TryGetInt64(out long id) => ToReference(id.ToString(CultureInfo.InvariantCulture)),
        _ => throw new JsonException("The property 'app' is an id or a name."),
    };

    private static AppReference ToReference(string text) => AppReference.Parse(text) is { Organization: null } app
        ? app
        : throw new JsonException("An app is an id greater than 0 or a name. The organization is a property of the file.");

    internal sealed record AppObject
    {
        public required JsonElement App { get; init; }

        public RolloutFile.DeployEntry? Deploy { get; init; }

        public RolloutFile.UpdateEntry? Update { get; init; }
    }
}
