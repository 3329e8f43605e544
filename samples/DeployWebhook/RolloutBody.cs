using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace DeployWebhook;

/// <summary>The body of POST /rollouts. The first app is the canary. An unknown property is rejected.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RolloutBody
{
    /// <summary>The same id is the same rollout, so that a request that is sent again starts nothing twice.</summary>
    [RegularExpression("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}", ErrorMessage = "The id must have up to 100 letters, digits, '-', '_' and '.'.")]
    public required string Id { get; init; }

    [MinLength(1, ErrorMessage = "There must be at least one app.")]
    public required IReadOnlyList<long> Apps { get; init; }

    public string? Branch { get; init; }
}
