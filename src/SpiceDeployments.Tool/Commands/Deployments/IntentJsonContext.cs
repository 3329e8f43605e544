using System.Text.Json.Serialization;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The JSON of intents.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(DeploymentIntent))]
internal sealed partial class IntentJsonContext : JsonSerializerContext;
