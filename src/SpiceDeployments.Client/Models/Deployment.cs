using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>A deployment of an app, as the service returned it at one moment.</summary>
/// <remarks>
/// <para>Source: the deployment object of the Spice.ai Cloud API. Only <see cref="Id"/> is always sent; the response to a create may omit most fields.</para>
/// <para>
/// Texts are those of the service, with line breaks and other control characters. In <see cref="RawStatus"/>, <see cref="ErrorMessage"/> and
/// <see cref="ErrorCode"/>, the client redacts its own tokens and secrets, and cuts a text of more than 64 Ki characters.
/// </para>
/// <para>
/// A deployment can be stored as JSON by <c>System.Text.Json</c>, with or without reflection, and is equal to the original when it is read
/// again. The JSON uses the field names of the API, and adds <c>app_id</c>, <c>is_superseded</c> and <c>superseded_by_id</c>.
/// </para>
/// </remarks>
public sealed record Deployment
{
    /// <summary>The id of the app, or 0 if the deployment was not returned by a client. The service does not send the id; the client sets it.</summary>
    [JsonPropertyName("app_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AppId { get; init; }

    /// <summary>The id of the deployment. With the id of the app it is all that is needed to resume a wait in another process.</summary>
    [JsonPropertyName("id")]
    [JsonRequired]
    public long Id { get; init; }

    /// <summary>The status: read from <see cref="RawStatus"/> without regard to case, or <see cref="DeploymentStatus.Superseded"/> if <see cref="IsSuperseded"/> is <c>true</c>.</summary>
    [JsonIgnore]
    public DeploymentStatus Status => IsSuperseded ? DeploymentStatus.Superseded : DeploymentStatusText.Parse(RawStatus);

    /// <summary>The status as the service sent it (<c>status</c>). Empty if none was sent.</summary>
    [JsonPropertyName("status")]
    public string RawStatus
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>
    /// Whether a newer deployment replaced this one. The client sets the property if the service sends the status <c>superseded</c>, or if it
    /// sends <c>created</c> and the app's list shows a newer deployment. Default <c>false</c>.
    /// </summary>
    [JsonPropertyName("is_superseded")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSuperseded { get; init; }

    /// <summary>The id of the deployment that replaced this one, or <c>null</c> if this one was not replaced or the app's list does not show by which.</summary>
    [JsonPropertyName("superseded_by_id")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SupersededById { get; init; }

    /// <summary>When the record was created, by the service's clock, or <c>null</c> if no readable time was sent.</summary>
    [JsonPropertyName("created_at")]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the record last changed, by the service's clock, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("updated_at")]
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the rollout started, by the service's clock, or <c>null</c> before that or if not sent.</summary>
    [JsonPropertyName("started_at")]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the deployment completed, by the service's clock, or <c>null</c> before that or if not sent. Older servers never send it.</summary>
    [JsonPropertyName("finished_at")]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The tag of the container image, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("image_tag")]
    public string? ImageTag { get; init; }

    /// <summary>The update channel, such as <c>stable</c>, <c>preview</c> or <c>nightly</c>, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("channel")]
    public string? Channel { get; init; }

    /// <summary>The number of replicas, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("replicas")]
    public int? Replicas { get; init; }

    /// <summary>The Git branch, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("branch")]
    public string? Branch { get; init; }

    /// <summary>The Git commit, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("commit_sha")]
    public string? CommitSha { get; init; }

    /// <summary>The Git commit message, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("commit_message")]
    public string? CommitMessage { get; init; }

    /// <summary>The service's description of what failed or blocks the deployment, or <c>null</c> if not sent.</summary>
    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; init; }

    /// <summary>The service's code for what failed or blocks the deployment, or <c>null</c> if not sent. Older servers never send it.</summary>
    [JsonPropertyName("error_code")]
    public string? ErrorCode { get; init; }

    /// <summary>What created the deployment, read from <see cref="RawCreationSource"/>.</summary>
    [JsonIgnore]
    public DeploymentCreationSource CreationSource => DeploymentCreationSourceText.Parse(RawCreationSource);

    /// <summary>What created the deployment, as the service sent it (<c>creation_source</c>), or <c>null</c> if not sent.</summary>
    [JsonPropertyName("creation_source")]
    public string? RawCreationSource { get; init; }

    /// <summary>Who created the deployment: an email address or, from some servers, a number. <c>null</c> if not sent.</summary>
    [JsonPropertyName("created_by")]
    public string? CreatedBy { get; init; }

    /// <summary>Whether the deployment has completed: it succeeded, failed or was superseded, or has an unknown status and a time in <see cref="FinishedAt"/>.</summary>
    [JsonIgnore]
    public bool IsTerminal => Status is DeploymentStatus.Succeeded or DeploymentStatus.Failed or DeploymentStatus.Superseded || HasUnknownOutcome;

    /// <summary>
    /// How long the deployment took, from <see cref="CreatedAt"/> to <see cref="FinishedAt"/> or, from servers that do not send that, to the
    /// <see cref="UpdatedAt"/> of a deployment that succeeded or failed. <c>null</c> if unknown.
    /// </summary>
    [JsonIgnore]
    public TimeSpan? Duration => CompletedAt >= CreatedAt ? CompletedAt - CreatedAt : null;

    /// <summary>
    /// Why the deployment failed or is blocked: read from <see cref="ErrorCode"/> or, if no code was sent, from the documented messages;
    /// <see cref="DeploymentFailureReason.Unknown"/> for any other reason, and for a failed deployment without one. <c>null</c> if nothing
    /// failed.
    /// </summary>
    [JsonIgnore]
    public DeploymentFailureReason? FailureReason => DeploymentFailureReasonText.Parse(ErrorCode, ErrorMessage)
        ?? (Status is DeploymentStatus.Failed ? DeploymentFailureReason.Unknown : null);

    /// <summary>Whether the deployment has completed with a status that this version of the client does not know.</summary>
    [JsonIgnore]
    internal bool HasUnknownOutcome => Status is DeploymentStatus.Unknown && FinishedAt is not null;

    /// <summary>When the deployment completed, as far as the service reports it.</summary>
    [JsonIgnore]
    internal DateTimeOffset? CompletedAt =>
        FinishedAt ?? (Status is DeploymentStatus.Succeeded or DeploymentStatus.Failed ? UpdatedAt : null);

    /// <summary>Throws an exception if the deployment did not succeed.</summary>
    /// <returns>This deployment.</returns>
    /// <exception cref="DeploymentFailedException">The deployment failed, or completed with a status that this version of the client does not know.</exception>
    /// <exception cref="DeploymentSupersededException">A newer deployment replaced this one.</exception>
    /// <exception cref="InvalidOperationException">The deployment has not completed yet.</exception>
    public Deployment EnsureSucceeded() => Status switch
    {
        DeploymentStatus.Succeeded => this,
        DeploymentStatus.Failed => throw new DeploymentFailedException(this),
        DeploymentStatus.Superseded => throw new DeploymentSupersededException(this),
        DeploymentStatus.Unknown when HasUnknownOutcome => throw new DeploymentFailedException(this),
        _ => throw new InvalidOperationException(
            $"Deployment {Id} has not completed: its status is '{MessageText.ForLog(RawStatus)}'. Wait for its completion first."),
    };
}
