using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Benchmarks.HandWritten;

/// <summary>How the hand-written client reads and writes JSON, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HandWrittenList))]
[JsonSerializable(typeof(HandWrittenRequest))]
internal sealed partial class HandWrittenJsonContext : JsonSerializerContext;
