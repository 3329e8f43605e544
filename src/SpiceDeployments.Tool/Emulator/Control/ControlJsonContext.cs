using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>The JSON of the control API, in the words of a scenario.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnumConverter<Client.Testing.AppState>), typeof(CamelCaseEnumConverter<Client.Testing.FaultKind>)],
    WriteIndented = true)]
[JsonSerializable(typeof(AppListDocument))]
[JsonSerializable(typeof(AppStateDocument))]
[JsonSerializable(typeof(DeploymentStateDocument))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(RequestListDocument))]
[JsonSerializable(typeof(TokenListDocument))]
internal sealed partial class ControlJsonContext : JsonSerializerContext;
