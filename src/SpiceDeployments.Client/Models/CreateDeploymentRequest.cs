using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>What to deploy. Every property is optional. A property that is <c>null</c> is not sent, and the service uses the app's own setting.</summary>
/// <remarks>Source: the create operation of the Spice.ai Cloud deployments API.</remarks>
public sealed record CreateDeploymentRequest
{
    private const int MinReplicas = 0;
    private const int MaxReplicas = 10;

    /// <summary>The tag of the container image. Requires the Enterprise plan, and a tag that is published for the channel. Default <c>null</c>.</summary>
    [JsonPropertyName("image_tag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ImageTag { get; init; }

    /// <summary>The update channel: <c>stable</c>, <c>preview</c> or <c>nightly</c>. Only newer servers know it. Default <c>null</c>.</summary>
    [JsonPropertyName("channel")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Channel { get; init; }

    /// <summary>The number of replicas, 0 to 10; the plan may permit fewer. Default <c>null</c>.</summary>
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

    /// <summary>Returns a copy with the branch, the commit and the commit message of Git metadata.</summary>
    /// <param name="metadata">The metadata, for example of <see cref="GitMetadata.Detect"/>.</param>
    /// <returns>
    /// The copy. A property that this request has set, and one that the metadata does not know, keeps its value. If this request has set another branch or
    /// another commit than the metadata, the metadata describes something else, and the copy is equal to this request.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="metadata"/> is <c>null</c>.</exception>
    /// <remarks>
    /// If the app is connected to GitHub, <see cref="Branch"/> and <see cref="CommitSha"/> <em>choose</em> what the service deploys, so that this method can
    /// change what is deployed. For any other app, the service only records them.
    /// </remarks>
    public CreateDeploymentRequest WithGitMetadata(GitMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return IsOfAnother(metadata)
            ? this with { }
            : this with
            {
                Branch = Branch ?? metadata.Branch,
                CommitSha = CommitSha ?? metadata.CommitSha,
                CommitMessage = CommitMessage ?? metadata.CommitMessage,
            };
    }

    /// <summary>Checks the request. The client does the same before it sends anything.</summary>
    /// <param name="parameterName">The name of the parameter in the exception.</param>
    /// <exception cref="ArgumentException">A property is not valid. The message names the property.</exception>
    public void Validate(string parameterName)
    {
        if (Replicas is < MinReplicas or > MaxReplicas)
        {
            throw new ArgumentOutOfRangeException(parameterName, Replicas, $"{nameof(Replicas)} must be from {MinReplicas} to {MaxReplicas}.");
        }
    }

    /// <summary>Whether the request names another branch or commit. It may name the same commit by its first digits.</summary>
    private bool IsOfAnother(GitMetadata metadata) =>
        (Branch is not null && metadata.Branch is not null && Branch != metadata.Branch)
        || (CommitSha is not null && metadata.CommitSha?.StartsWith(CommitSha, StringComparison.OrdinalIgnoreCase) is false);
}
