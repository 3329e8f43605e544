using System.Text.Json;
using System.Text.Json.Serialization;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>Writes a status as the API writes those of deployments, such as <c>in_progress</c>.</summary>
internal sealed class RolloutTargetStatusConverter() : JsonStringEnumConverter<RolloutTargetStatus>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
