using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>The types of a scenario. <see cref="ScenarioFormat"/> reads their properties, and which of them are required or can be null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true,
    Converters = [typeof(ScenarioTimeConverter)])]
[JsonSerializable(typeof(OtherDeployment))]
[JsonSerializable(typeof(Scenario))]
[JsonSerializable(typeof(ScenarioFailure))]
[JsonSerializable(typeof(ScenarioFault))]
[JsonSerializable(typeof(ScenarioScript))]
internal sealed partial class ScenarioJsonContext : JsonSerializerContext;
