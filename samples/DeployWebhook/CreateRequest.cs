using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace DeployWebhook;

/// <summary>The body of POST /deployments. An unknown property is rejected.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateRequest
{
    [Range(1, long.MaxValue, ErrorMessage = "The app must be greater than 0.")]
    public required long App { get; init; }

    public string? Branch { get; init; }

    public string? CommitSha { get; init; }

    public string? CommitMessage { get; init; }

    public string? ImageTag { get; init; }

    [Range(1, 10)]
    public int? Replicas { get; init; }
}
