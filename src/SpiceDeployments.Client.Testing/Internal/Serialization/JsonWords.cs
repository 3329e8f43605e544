using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>JavaScript's names for the types of JSON.</summary>
internal static class JsonWords
{
    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
