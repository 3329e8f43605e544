using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Creates the bodies of requests.</summary>
internal static class JsonBody
{
    /// <summary>Serializes to a buffer of known length. Refit's own body serializer would send the body in chunks.</summary>
    public static ByteArrayContent Create<T>(T value, JsonTypeInfo<T> type)
    {
        var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        body.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        return body;
    }
}
