using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>JSON without types, such as the bodies of requests and spicepods.</summary>
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class PlainJsonContext : JsonSerializerContext;
