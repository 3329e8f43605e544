using System.Text.Json;
using System.Text.Json.Serialization;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>Reads <c>stop</c> and <c>rollBack</c>.</summary>
internal sealed class FailureActionConverter() : JsonStringEnumConverter<RolloutFailureAction>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
