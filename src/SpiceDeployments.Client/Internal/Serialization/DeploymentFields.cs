using System.Text;
using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The fields of a deployment, while it is being read. All but the id may be missing, or of another type; others are skipped.</summary>
internal struct DeploymentFields
{
    private static readonly string[] StatusWords = ["succeeded", "failed", "in_progress", "queued", "created"];
    private static readonly string[] ChannelWords = ["stable", "preview", "nightly"];
    private static readonly string[] SourceWords = ["api", "github", "portal", "cli", "dashboard"];

    private long? _id;
    private string? _status;
    private DateTimeOffset? _createdAt;
    private DateTimeOffset? _updatedAt;
    private DateTimeOffset? _startedAt;
    private DateTimeOffset? _finishedAt;
    private string? _imageTag;
    private string? _channel;
    private int? _replicas;
    private string? _branch;
    private string? _commitSha;
    private string? _commitMessage;
    private string? _errorMessage;
    private string? _errorCode;
    private string? _creationSource;
    private string? _createdBy;

    /// <summary>Reads one field: its name, where the reader stands, and its value.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString() ?? "") : reader.ValueSpan;
        reader.Read();
        switch (name.Length)
        {
            case 2 when name.SequenceEqual("id"u8):
                _id = reader.ReadId();
                break;
            case 6 when name.SequenceEqual("status"u8):
                _status = reader.ReadWord(StatusWords);
                break;
            case 10 when name.SequenceEqual("created_at"u8):
                _createdAt = reader.ReadTime();
                break;
            case 10 when name.SequenceEqual("updated_at"u8):
                _updatedAt = reader.ReadTime();
                break;
            case 10 when name.SequenceEqual("started_at"u8):
                _startedAt = reader.ReadTime();
                break;
            case 11 when name.SequenceEqual("finished_at"u8):
                _finishedAt = reader.ReadTime();
                break;
            case 9 when name.SequenceEqual("image_tag"u8):
                _imageTag = reader.ReadText();
                break;
            case 7 when name.SequenceEqual("channel"u8):
                _channel = reader.ReadWord(ChannelWords);
                break;
            case 8 when name.SequenceEqual("replicas"u8):
                _replicas = reader.ReadInt32();
                break;
            case 6 when name.SequenceEqual("branch"u8):
                _branch = reader.ReadText();
                break;
            case 10 when name.SequenceEqual("commit_sha"u8):
                _commitSha = reader.ReadText();
                break;
            case 14 when name.SequenceEqual("commit_message"u8):
                _commitMessage = reader.ReadText();
                break;
            case 13 when name.SequenceEqual("error_message"u8):
                _errorMessage = reader.ReadText();
                break;
            case 10 when name.SequenceEqual("error_code"u8):
                _errorCode = reader.ReadText();
                break;
            case 15 when name.SequenceEqual("creation_source"u8):
                _creationSource = reader.ReadWord(SourceWords);
                break;
            case 10 when name.SequenceEqual("created_by"u8):
                _createdBy = reader.ReadText();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <exception cref="JsonException">There was no id.</exception>
    public readonly Deployment ToDeployment() => new()
    {
        Id = _id ?? throw new JsonException("'id' is missing."),
        RawStatus = _status ?? "",
        CreatedAt = _createdAt ?? default,
        UpdatedAt = _updatedAt,
        StartedAt = _startedAt,
        FinishedAt = _finishedAt,
        ImageTag = _imageTag,
        Channel = _channel,
        Replicas = _replicas,
        Branch = _branch,
        CommitSha = _commitSha,
        CommitMessage = _commitMessage,
        ErrorMessage = _errorMessage,
        ErrorCode = _errorCode,
        RawCreationSource = _creationSource,
        CreatedBy = _createdBy,
    };
}
