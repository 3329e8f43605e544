using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>The JSON of the documents.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ToolDocument))]
internal sealed partial class ToolJsonContext : JsonSerializerContext;
