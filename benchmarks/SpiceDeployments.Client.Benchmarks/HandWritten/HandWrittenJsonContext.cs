using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Benchmarks.HandWritten;

/// <summary>The source-generated JSON context of the hand-written client.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HandWrittenList))]
[JsonSerializable(typeof(HandWrittenRequest))]
internal sealed partial class HandWrittenJsonContext : JsonSerializerContext;
