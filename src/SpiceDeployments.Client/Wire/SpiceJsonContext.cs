using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Wire;

/// <summary>How the API's JSON is written and read, generated at compile time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(DeploymentIdConverter),
        typeof(LenientStringConverter),
        typeof(LenientInt32Converter),
        typeof(LenientDateTimeOffsetConverter),
        typeof(LenientNullableDateTimeOffsetConverter),
    ])]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(DeploymentList))]
[JsonSerializable(typeof(CreateDeploymentRequest))]
internal sealed partial class SpiceJsonContext : JsonSerializerContext;
