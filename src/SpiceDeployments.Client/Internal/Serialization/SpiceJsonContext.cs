using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>How the API's JSON is written and read, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DeploymentConverter)])]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(DeploymentList))]
[JsonSerializable(typeof(CreateDeploymentRequest))]
internal sealed partial class SpiceJsonContext : JsonSerializerContext;
