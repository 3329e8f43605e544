using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>What to deploy. Every property is optional. A property that is <c>null</c> is not sent, and the service uses the app's own setting.</summary>
/// <remarks>Source: the create operation of the Spice.ai Cloud deployments API.</remarks>
public sealed record CreateDeploymentRequest
{
    private const int MinReplicas = 1;
    private const int MaxReplicas = 10;

    /// <summary>The tag of the container image. Requires the Enterprise plan, and a tag that is published for the channel. Default <c>null</c>.</summary>
    [JsonPropertyName("image_tag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ImageTag { get; init; }

    /// <summary>The update channel: <c>stable</c>, <c>preview</c> or <c>nightly</c>. Only newer servers know it. Default <c>null</c>.</summary>
    [JsonPropertyName("channel")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Channel { get; init; }

    /// <summary>The number of replicas, 1 to 10. Default <c>null</c>.</summary>
    [JsonPropertyName("replicas")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Replicas { get; init; }

    /// <summary>The Git branch. If the app is connected to GitHub, the service deploys this branch; otherwise it only records the name. Default <c>null</c>.</summary>
    [JsonPropertyName("branch")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Branch { get; init; }

    /// <summary>The Git commit. If the app is connected to GitHub, the service deploys this commit; otherwise it only records the id. Default <c>null</c>.</summary>
    [JsonPropertyName("commit_sha")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CommitSha { get; init; }

    /// <summary>The Git commit message, which the service records. Default <c>null</c>.</summary>
    [JsonPropertyName("commit_message")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CommitMessage { get; init; }

    /// <summary>Whether the app runs in debug mode. Default <c>null</c>.</summary>
    [JsonPropertyName("debug")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Debug { get; init; }

    internal void Validate(string parameterName)
    {
        if (Replicas is < MinReplicas or > MaxReplicas)
        {
            throw new ArgumentOutOfRangeException(parameterName, Replicas, $"{nameof(Replicas)} must be from {MinReplicas} to {MaxReplicas}.");
        }
    }
}
