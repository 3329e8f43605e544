using System.Text.Json.Serialization;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>A rollout as a file describes it. Properties with defaults have setters: generated code of the serializer sets each <c>init</c> property, also one that the file does not have.</summary>
internal sealed record RolloutFile
{
    /// <summary>The schema that an editor reads. Ignored.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The id of the rollout. The same id continues the rollout.</summary>
    public required string Id { get; init; }

    /// <summary>The organization of the apps, or <c>null</c> for that of the environment.</summary>
    public string? Organization { get; init; }

    public required IReadOnlyList<AppEntry> Apps { get; init; }

    /// <summary>What to deploy, unless an app has its own values.</summary>
    public DeployEntry Deploy { get; set; } = new();

    /// <summary>What to change in each app before its deployment, unless an app has its own values. <c>null</c> for nothing.</summary>
    public UpdateEntry? Update { get; init; }

    public IReadOnlyList<int> Waves { get; set; } = [];

    public int MaxConcurrency { get; set; } = 10;

    public int FailureTolerance { get; init; }

    public RolloutFailureAction OnFailure { get; init; }

    public TimeSpan BakeTime { get; init; }

    /// <summary>The HTTP gate after each wave, or <c>null</c> for none.</summary>
    public GateEntry? Gate { get; init; }

    public bool SkipIfCurrent { get; init; }

    /// <summary>How long to wait for each deployment. <c>null</c> for the default of the client.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long each app waits for another deployment. <c>null</c> for the default of the client.</summary>
    public TimeSpan? ConflictTimeout { get; init; }

    /// <summary>Returns the timeouts, or <c>null</c> if the file has none.</summary>
    public DeployOptions? ToOptions() => Timeout is null && ConflictTimeout is null
        ? null
        : new DeployOptions { ConflictTimeout = ConflictTimeout, Polling = Timeout is { } timeout ? new PollingOptions { Timeout = timeout } : null };

    /// <summary>An app: its id, its name, or an object with values of its own.</summary>
    [JsonConverter(typeof(AppEntryConverter))]
    internal sealed record AppEntry
    {
        public required AppReference App { get; init; }

        public DeployEntry? Deploy { get; init; }

        public UpdateEntry? Update { get; init; }
    }

    /// <summary>The values of a deployment.</summary>
    internal sealed record DeployEntry
    {
        public string? ImageTag { get; init; }

        public string? Channel { get; init; }

        public int? Replicas { get; init; }

        public string? Branch { get; init; }

        public string? Commit { get; init; }

        public string? Message { get; init; }

        public bool? Debug { get; init; }

        /// <param name="common">The values of all apps, which those of this one precede.</param>
        public CreateDeploymentRequest ToRequest(DeployEntry common) => new()
        {
            ImageTag = ImageTag ?? common.ImageTag,
            Channel = Channel ?? common.Channel,
            Replicas = Replicas ?? common.Replicas,
            Branch = Branch ?? common.Branch,
            CommitSha = Commit ?? common.Commit,
            CommitMessage = Message ?? common.Message,
            Debug = Debug ?? common.Debug,
        };
    }

    /// <summary>The change of an app. A value that is <c>null</c> is not changed.</summary>
    internal sealed record UpdateEntry
    {
        /// <summary>The path of a spicepod, relative to the file of the rollout.</summary>
        public string? Spicepod { get; init; }

        public string? ImageTag { get; init; }

        public string? UpdateChannel { get; init; }

        public int? Replicas { get; init; }

        /// <summary>Returns the request, or <c>null</c> if nothing is changed.</summary>
        /// <param name="common">The values of all apps, which those of this one precede.</param>
        /// <param name="folder">The folder of the file of the rollout.</param>
        public UpdateAppRequest? ToRequest(UpdateEntry? common, string folder)
        {
            var update = new UpdateAppRequest();
            update = (Spicepod ?? common?.Spicepod) is { } path ? update with { Spicepod = InputFile.ReadText(new FileInfo(Path.Combine(folder, path))) } : update;
            update = (ImageTag ?? common?.ImageTag) is { } tag ? update with { ImageTag = tag } : update;
            update = (UpdateChannel ?? common?.UpdateChannel) is { } channel ? update with { UpdateChannel = channel } : update;
            update = (Replicas ?? common?.Replicas) is { } replicas ? update with { Replicas = replicas } : update;
            return update.FieldNames.Any() ? update : null;
        }
    }

    /// <summary>The HTTP gate: a request to each app of the wave must succeed.</summary>
    internal sealed record GateEntry
    {
        public string? Path { get; init; }

        public TimeSpan? Delay { get; init; }

        public TimeSpan? Timeout { get; init; }

        /// <summary>The variable with the API key of the apps, which is sent as <c>X-API-Key</c>, or <c>null</c> to send none.</summary>
        public string? ApiKeyVariable { get; init; }

        public void ApplyTo(HttpRolloutGateOptions options, string? apiKey)
        {
            (options.Path, options.Delay, options.Timeout) = (Path ?? options.Path, Delay ?? options.Delay, Timeout ?? options.Timeout);
            options.ConfigureRequest = apiKey is null ? null : (request, _) => request.Headers.Add("X-API-Key", apiKey);
        }
    }
}
