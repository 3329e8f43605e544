using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The JSON of intent files.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(StoredDeploy))]
internal sealed partial class IntentJsonContext : JsonSerializerContext;
