using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Rollouts;

/// <summary>A line of the journal of a rollout. Stored before the effect that it announces.</summary>
public sealed record RolloutEvent
{
    /// <summary>The number of the event in the rollout, from 1.</summary>
    [JsonPropertyName("n")]
    [JsonPropertyOrder(-1)]
    public int Sequence { get; init; }

    /// <summary>What has happened.</summary>
    [JsonPropertyName("kind")]
    public required RolloutEventKind Kind { get; init; }

    /// <summary>When, by the clock of the process, to the millisecond.</summary>
    [JsonPropertyName("at")]
    public DateTimeOffset Time { get; init; }

    /// <summary>An id of the process that stored the event.</summary>
    [JsonPropertyName("by")]
    public string Writer { get; init; } = "";

    /// <summary>The index of the app among the targets of the request, or <c>null</c> if the event is about the whole rollout.</summary>
    [JsonPropertyName("target")]
    public int? Target { get; init; }

    /// <summary>The number of the wave, from 1, for <see cref="RolloutEventKind.WaveCompleted"/>, <see cref="RolloutEventKind.GatePassed"/> and <see cref="RolloutEventKind.GateStopped"/>. Otherwise <c>null</c>.</summary>
    [JsonPropertyName("wave")]
    public int? Wave { get; init; }

    /// <summary>The id of the deployment, or <c>null</c> if the event names none.</summary>
    [JsonPropertyName("deployment")]
    public long? DeploymentId { get; init; }

    /// <summary>The cause, for a reader, or <c>null</c> if there is none to state.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; init; }

    /// <summary>Whether the event stops the rollout because the service rejected the credentials, or they lack a scope. Default <c>false</c>, which the line omits.</summary>
    [JsonPropertyName("denied")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAccessDenied { get; init; }

    /// <summary>
    /// The intent, or <c>null</c> if nothing is about to be created. That of <see cref="RolloutEventKind.TargetPrepared"/> contains only the commit message of the
    /// request; the other values are those of the target.
    /// </summary>
    [JsonPropertyName("intent")]
    public DeploymentIntent? Intent { get; init; }

    /// <summary>The values of the app before the change, or <c>null</c> if nothing is about to be changed.</summary>
    [JsonPropertyName("before")]
    public UpdateAppRequest? Before { get; init; }

    /// <summary>The values of the app after the change, or <c>null</c> if nothing was changed.</summary>
    [JsonPropertyName("after")]
    public UpdateAppRequest? After { get; init; }

    /// <summary>The request of the rollout in its first event, otherwise <c>null</c>.</summary>
    [JsonPropertyName("request")]
    public RolloutRequest? Request { get; init; }

    /// <summary>Whether a caller asked for the event, rather than the process that runs the rollout.</summary>
    internal bool IsCommand => Kind is RolloutEventKind.Paused or RolloutEventKind.Resumed or RolloutEventKind.StopRequested or RolloutEventKind.RollbackStarted;
}
