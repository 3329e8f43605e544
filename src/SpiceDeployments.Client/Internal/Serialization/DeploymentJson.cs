using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>
/// Reads deployments from JSON. Every field but the id may be missing, or of another type; unknown fields are ignored. Generated code is not
/// used because it allocates a second object for each deployment (see docs/performance.md).
/// </summary>
internal static class DeploymentJson
{
    /// <summary>The channels that the API documents.</summary>
    public static readonly string[] Channels = ["stable", "preview", "nightly"];

    /// <summary>How many records a list may have: ten times as many as can be requested. A service that ignores the limit must not exhaust the memory.</summary>
    private const int MaxRecords = 10 * ListDeploymentsOptions.MaxLimit;

    private static readonly string[] Statuses = ["succeeded", "failed", "in_progress", "queued", "created", "superseded"];
    private static readonly string[] Sources = ["api", "github", "portal", "cli", "dashboard"];

    private static readonly Field[] Fields =
    [
        new("id"u8, static (ref reader, ref values) => values.Id = reader.ReadId()),
        new("status"u8, static (ref reader, ref values) => values.Status = reader.ReadInternedString(Statuses)),
        new("created_at"u8, static (ref reader, ref values) => values.CreatedAt = reader.ReadTime()),
        new("updated_at"u8, static (ref reader, ref values) => values.UpdatedAt = reader.ReadTime()),
        new("started_at"u8, static (ref reader, ref values) => values.StartedAt = reader.ReadTime()),
        new("finished_at"u8, static (ref reader, ref values) => values.FinishedAt = reader.ReadTime()),
        new("image_tag"u8, static (ref reader, ref values) => values.ImageTag = reader.ReadText()),
        new("channel"u8, static (ref reader, ref values) => values.Channel = reader.ReadInternedString(Channels)),
        new("replicas"u8, static (ref reader, ref values) => values.Replicas = reader.ReadInt32()),
        new("branch"u8, static (ref reader, ref values) => values.Branch = reader.ReadText()),
        new("commit_sha"u8, static (ref reader, ref values) => values.CommitSha = reader.ReadText()),
        new("commit_message"u8, static (ref reader, ref values) => values.CommitMessage = reader.ReadText()),
        new("error_message"u8, static (ref reader, ref values) => values.ErrorMessage = reader.ReadText()),
        new("error_code"u8, static (ref reader, ref values) => values.ErrorCode = reader.ReadText()),
        new("creation_source"u8, static (ref reader, ref values) => values.CreationSource = reader.ReadInternedString(Sources)),
        new("created_by"u8, static (ref reader, ref values) => values.CreatedBy = reader.ReadText()),
    ];

    private delegate void ReadValue(ref Utf8JsonReader reader, ref Values values);

    /// <summary>Reads <c>{"deployments":[…]}</c>.</summary>
    /// <exception cref="JsonException">The text is not such a list, or the list is far longer than any that can be requested.</exception>
    public static DeploymentList ReadList(ReadOnlySpan<byte> utf8, ResponseContext context)
    {
        var reader = new Utf8JsonReader(utf8);
        ReadStartOfObject(ref reader);
        DeploymentList? list = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            bool isList = reader.ValueTextEquals("deployments"u8);
            reader.Read();
            if (isList)
            {
                list = ReadArray(ref reader, context);
            }
            else
            {
                reader.Skip();
            }
        }

        ReadEnd(ref reader);
        return list ?? throw new JsonException("'deployments' must be an array.");
    }

    /// <summary>Reads one deployment.</summary>
    /// <exception cref="JsonException">The text is not a deployment.</exception>
    public static Deployment Read(ReadOnlySpan<byte> utf8, ResponseContext context)
    {
        var reader = new Utf8JsonReader(utf8);
        ReadStartOfObject(ref reader);
        Deployment? deployment = ReadObject(ref reader, context);
        ReadEnd(ref reader);
        return deployment ?? throw new JsonException("'id' must be a positive integer.");
    }

    private static DeploymentList ReadArray(ref Utf8JsonReader reader, ResponseContext context)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return new DeploymentList([], UnreadableCount: 0);
        }

        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            throw new JsonException("'deployments' must be an array.");
        }

        var deployments = new List<Deployment>();
        int unreadableCount = 0;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (deployments.Count + unreadableCount == MaxRecords)
            {
                throw new JsonException($"'deployments' has more than {MaxRecords} records.");
            }

            if (ReadObject(ref reader, context) is { } deployment)
            {
                deployments.Add(deployment);
            }
            else
            {
                unreadableCount++;
            }
        }

        return new DeploymentList(deployments, unreadableCount);
    }

    /// <summary>Reads the value at the reader. Returns <c>null</c> if the value is not a deployment: not an object, or without a valid id.</summary>
    private static Deployment? ReadObject(ref Utf8JsonReader reader, ResponseContext context)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var values = default(Values);
        int next = 0;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            Field? field = FindField(ref reader, ref next);
            reader.Read();
            if (field is null)
            {
                reader.Skip();
            }
            else
            {
                field.Read(ref reader, ref values);
            }
        }

        return values.Id is { } id ? values.ToDeployment(context, id) : null;
    }

    /// <summary>Finds the field that the reader is at. The search starts at the field after the last one, because services keep their order.</summary>
    private static Field? FindField(ref Utf8JsonReader reader, ref int next)
    {
        for (int i = 0; i < Fields.Length; i++)
        {
            Field field = Fields[(next + i) % Fields.Length];
            if (reader.ValueTextEquals(field.Name))
            {
                next += i + 1;
                return field;
            }
        }

        return null;
    }

    private static void ReadStartOfObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("The body must be an object.");
        }
    }

    /// <exception cref="JsonException">Something follows the object.</exception>
    private static void ReadEnd(ref Utf8JsonReader reader) => reader.Read();

    private sealed class Field(ReadOnlySpan<byte> name, ReadValue read)
    {
        public byte[] Name { get; } = name.ToArray();

        public ReadValue Read => read;
    }

    /// <summary>The values of one deployment while it is read.</summary>
    private struct Values
    {
        public long? Id;
        public string? Status;
        public DateTimeOffset? CreatedAt;
        public DateTimeOffset? UpdatedAt;
        public DateTimeOffset? StartedAt;
        public DateTimeOffset? FinishedAt;
        public string? ImageTag;
        public string? Channel;
        public int? Replicas;
        public string? Branch;
        public string? CommitSha;
        public string? CommitMessage;
        public string? ErrorMessage;
        public string? ErrorCode;
        public string? CreationSource;
        public string? CreatedBy;

        public readonly Deployment ToDeployment(ResponseContext context, long id)
        {
            string rawStatus = Status ?? "";
            DeploymentStatus status = DeploymentStatusText.Parse(rawStatus);
            return new Deployment
            {
                AppId = context.AppId,
                Id = id,
                RawStatus = status is DeploymentStatus.Unknown ? context.Secrets.Redact(rawStatus) : rawStatus,
                IsSuperseded = status is DeploymentStatus.Superseded,
                CreatedAt = CreatedAt,
                UpdatedAt = UpdatedAt,
                StartedAt = StartedAt,
                FinishedAt = FinishedAt,
                ImageTag = ImageTag,
                Channel = Channel,
                Replicas = Replicas,
                Branch = Branch,
                CommitSha = CommitSha,
                CommitMessage = CommitMessage,
                ErrorMessage = ErrorMessage is null ? null : context.Secrets.Redact(ErrorMessage),
                ErrorCode = ErrorCode is null ? null : context.Secrets.Redact(ErrorCode),
                RawCreationSource = CreationSource,
                CreatedBy = CreatedBy,
            };
        }
    }
}
