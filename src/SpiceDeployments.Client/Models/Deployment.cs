using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>One deployment of an app, as the service described it at one moment.</summary>
/// <remarks>
/// <para>Source: the deployment object of the Spice.ai Cloud API. Only <see cref="Id"/> is certain to be sent; an answer to a create may leave out most fields.</para>
/// <para>
/// It can be stored as JSON by <c>System.Text.Json</c>, with or without reflection. What the service sent is written, and <see cref="IsSuperseded"/>
/// where it is true: a deployment that came from the client is read again as it was. A <see cref="Status"/> or <see cref="CreationSource"/> that a test
/// set to anything else than its text says is lost.
/// </para>
/// </remarks>
public sealed record Deployment
{
    private readonly ParsedOrSet<DeploymentStatus> _status;
    private readonly ParsedOrSet<DeploymentCreationSource> _creationSource;

    /// <summary>The id of the deployment. With the id of the app it is all that is needed to resume a wait in another process.</summary>
    [JsonRequired]
    public long Id { get; init; }

    /// <summary>
    /// Where the deployment stands: read from <see cref="RawStatus"/>, unless waiting found it superseded. It is not written as JSON, but read again
    /// from what is: <see cref="RawStatus"/> and <see cref="IsSuperseded"/>.
    /// </summary>
    [JsonIgnore]
    public DeploymentStatus Status
    {
        get => _status.Value;
        init => _status = ParsedOrSet<DeploymentStatus>.Set(value);
    }

    /// <summary>The status as the service sent it (<c>status</c>). Empty when none was sent.</summary>
    [JsonPropertyName("status")]
    public string RawStatus
    {
        get;
        init
        {
            field = value ?? "";
            _status = _status.Read(DeploymentStatusText.Parse(field));
        }
    } = "";

    /// <summary>When the record was created, by the service's clock. <c>default</c> when the service sent no readable time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the record last changed, by the service's clock. Null when not sent.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the roll-out started, by the service's clock. Null before that, or when not sent.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the deployment ended, by the service's clock. Null before that, or when not sent: older servers never send it.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The tag of the container image. Null when not sent.</summary>
    public string? ImageTag { get; init; }

    /// <summary>The update channel: <c>stable</c>, <c>preview</c> or <c>nightly</c>. Null when not sent.</summary>
    public string? Channel { get; init; }

    /// <summary>The number of replicas. Null when not sent.</summary>
    public int? Replicas { get; init; }

    /// <summary>The Git branch given at creation. Null when not sent.</summary>
    public string? Branch { get; init; }

    /// <summary>The Git commit given at creation. Null when not sent.</summary>
    public string? CommitSha { get; init; }

    /// <summary>The Git commit message given at creation. Null when not sent.</summary>
    public string? CommitMessage { get; init; }

    /// <summary>The service's own words for what went wrong, or for what holds the deployment up. Null when not sent.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The service's code for what went wrong, or for what holds the deployment up. Null when not sent: older servers never send it.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What started the deployment, read from <see cref="RawCreationSource"/>.</summary>
    [JsonIgnore]
    public DeploymentCreationSource CreationSource
    {
        get => _creationSource.Value;
        init => _creationSource = ParsedOrSet<DeploymentCreationSource>.Set(value);
    }

    /// <summary>What started the deployment, as the service sent it (<c>creation_source</c>). Null when not sent.</summary>
    [JsonPropertyName("creation_source")]
    public string? RawCreationSource
    {
        get;
        init
        {
            field = value;
            _creationSource = _creationSource.Read(DeploymentCreationSourceText.Parse(value));
        }
    }

    /// <summary>Who started the deployment: an e-mail address or, from some servers, a number. Null when not sent.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Whether the deployment has ended: succeeded, failed or superseded.</summary>
    [JsonIgnore]
    public bool IsTerminal => Status is DeploymentStatus.Succeeded or DeploymentStatus.Failed or DeploymentStatus.Superseded;

    /// <summary>
    /// Whether <see cref="Status"/> is <see cref="DeploymentStatus.Superseded"/>, for which the service has no word. Set to true, it sets the status;
    /// set to false, it takes a superseded one back to what <see cref="RawStatus"/> says. In JSON it stands where it is true, and so keeps a status that <see cref="RawStatus"/> does not tell.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsSuperseded
    {
        get => Status is DeploymentStatus.Superseded;
        init => _status = value ? ParsedOrSet<DeploymentStatus>.Set(DeploymentStatus.Superseded)
            : IsSuperseded ? ParsedOrSet<DeploymentStatus>.Parsed(DeploymentStatusText.Parse(RawStatus))
            : _status;
    }

    /// <summary>
    /// How long the deployment took, from its creation to its end. The end is <see cref="FinishedAt"/> or, from servers that do not send
    /// it, <see cref="UpdatedAt"/> once the deployment has succeeded or failed. Null while it is not known.
    /// </summary>
    [JsonIgnore]
    public TimeSpan? Duration => EndedAt is { } end && CreatedAt != default && end >= CreatedAt ? end - CreatedAt : null;

    /// <summary>
    /// Why the deployment failed or is held up: read from <see cref="ErrorCode"/> or, where no code was sent, from the documented
    /// messages; <see cref="DeploymentFailureReason.Unknown"/> otherwise.
    /// </summary>
    [JsonIgnore]
    public DeploymentFailureReason FailureReason => DeploymentFailureReasonText.Parse(ErrorCode, ErrorMessage);

    /// <summary>When the deployment ended, as far as the service says. Null while it is not known.</summary>
    [JsonIgnore]
    internal DateTimeOffset? EndedAt =>
        FinishedAt ?? (Status is DeploymentStatus.Succeeded or DeploymentStatus.Failed ? UpdatedAt : null);
}
