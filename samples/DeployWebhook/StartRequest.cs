using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using SpiceDeployments.Client;

namespace DeployWebhook;

/// <summary>The body of POST /deployments. A name that it does not know is refused, rather than ignored.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StartRequest
{
    [Range(1, long.MaxValue, ErrorMessage = "The app is a number above zero.")]
    public required long App { get; init; }

    public string? Branch { get; init; }

    public string? CommitSha { get; init; }

    public string? CommitMessage { get; init; }

    public string? ImageTag { get; init; }

    [Range(CreateDeploymentRequest.MinReplicas, CreateDeploymentRequest.MaxReplicas)]
    public int? Replicas { get; init; }
}
