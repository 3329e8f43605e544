using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>The JSON of the documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(RolloutStatusConverter), typeof(RolloutTargetStatusConverter)],
    WriteIndented = true)]
[JsonSerializable(typeof(ToolDocument))]
internal sealed partial class ToolJsonContext : JsonSerializerContext;
