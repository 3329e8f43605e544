using System.Text.Json.Serialization;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The content of an intent file.</summary>
internal sealed record StoredDeploy
{
    [JsonPropertyName("intent")]
    public required DeploymentIntent Intent { get; init; }

    /// <summary>The commit message of the command. That of the intent ends with the key.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }

    /// <summary>The digest of the spicepod and the tags that were sent before, or <c>null</c> if the app was not updated.</summary>
    [JsonPropertyName("update")]
    public string? Update { get; init; }
}
