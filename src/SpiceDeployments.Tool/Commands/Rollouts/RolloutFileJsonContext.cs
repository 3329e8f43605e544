using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>The JSON of rollout files.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    Converters = [typeof(DurationConverter), typeof(FailureActionConverter)])]
[JsonSerializable(typeof(RolloutFile))]
[JsonSerializable(typeof(AppEntryConverter.AppObject))]
internal sealed partial class RolloutFileJsonContext : JsonSerializerContext;
