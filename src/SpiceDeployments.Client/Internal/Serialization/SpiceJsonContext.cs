using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The source-generated JSON of the requests. <see cref="DeploymentJson"/> reads the responses.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreateDeploymentRequest))]
[JsonSerializable(typeof(UpdateAppRequest))]
internal sealed partial class SpiceJsonContext : JsonSerializerContext;
