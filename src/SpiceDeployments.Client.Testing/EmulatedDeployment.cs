using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// A deployment of the emulator. Its properties return the current state, and the values as they are stored: normalization rules may have changed what was
/// sent.
/// </summary>
public sealed class EmulatedDeployment
{
    private readonly EmulatorState _emulator;
    private readonly DeploymentLifecycle _lifecycle;
    private readonly TimeSpan _visibilityDelay;

    internal EmulatedDeployment(EmulatorState emulator, DeploymentPlan plan, RecordedValues values, bool? debug, string createdBy, DateTimeOffset createdAt)
    {
        _emulator = emulator;
        Id = emulator.CreateDeploymentId();
        CreatedAt = createdAt;
        _lifecycle = new DeploymentLifecycle(CreatedAt, plan);
        _visibilityDelay = plan.VisibilityDelay ?? emulator.VisibilityDelay;
        Values = values;
        Debug = debug;
        CreatedBy = createdBy;
    }

    /// <summary>The id of the deployment, unique among all apps of the emulator. Later deployments have greater ids.</summary>
    public long Id { get; }

    /// <summary>The time of the creation, on the emulator's clock.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The stored origin of the deployment: api, portal, github, cli …, or <c>null</c>.</summary>
    public string? CreationSource => Values.Stored.CreationSource;

    /// <summary>The user or OAuth client that created the deployment. <see cref="SpiceCloudEmulatorOptions.CreatedByFormat"/> selects what the API returns.</summary>
    public string CreatedBy { get; }

    /// <summary>The stored image tag: that of the create or of the app; <c>null</c> if neither has one.</summary>
    public string? ImageTag => Values.Stored.ImageTag;

    /// <summary>The stored channel, or <c>null</c>.</summary>
    public string? Channel => Values.Stored.Channel;

    /// <summary>The stored number of replicas: that of the create or of the app.</summary>
    public int? Replicas => Values.Stored.Replicas;

    /// <summary>The stored branch, or <c>null</c>.</summary>
    public string? Branch => Values.Stored.Branch;

    /// <summary>The stored commit, or <c>null</c>.</summary>
    public string? CommitSha => Values.Stored.CommitSha;

    /// <summary>The stored commit message, or <c>null</c>.</summary>
    public string? CommitMessage => Values.Stored.CommitMessage;

    /// <summary>The debug flag of the create, or <c>null</c>.</summary>
    public bool? Debug { get; }

    /// <summary>The current status, as the API returns it.</summary>
    public string Status => State.Status;

    /// <summary>The time when the deployment left the queue, on the emulator's clock; <c>null</c> before that.</summary>
    public DateTimeOffset? StartedAt => State.StartedAt;

    /// <summary>The time when the deployment succeeded or failed, on the emulator's clock; <c>null</c> before that, or if it was superseded.</summary>
    public DateTimeOffset? FinishedAt => State.FinishedAt;

    /// <summary>The message of the failure, or of the error while in progress; otherwise <c>null</c>.</summary>
    public string? ErrorMessage => State.Error?.Message;

    /// <summary>The code of the failure, or of the error while in progress; otherwise <c>null</c>.</summary>
    public string? ErrorCode => State.Error?.Code;

    /// <summary>Whether the deployment is not yet queued, queued or in progress.</summary>
    public bool IsActive => State.IsActive;

    /// <summary>Whether a newer deployment has replaced this one. Its status is then <c>created</c>.</summary>
    public bool IsSuperseded => State.Phase is DeploymentPhase.Superseded;

    /// <summary>Whether the deployment is listed and returned by id.</summary>
    public bool IsVisible => _emulator.Now - CreatedAt >= _visibilityDelay;

    internal RecordedValues Values { get; }

    internal CreatedByFormat CreatedByFormat => _emulator.CreatedByFormat;

    internal DeploymentLifecycle.State State => GetState(_emulator.Update());

    /// <summary>Completes the deployment as <c>succeeded</c> now, regardless of its script.</summary>
    /// <exception cref="InvalidOperationException">The deployment has already completed.</exception>
    public void CompleteSuccessfully() => Complete(DeploymentPhase.Succeeded);

    /// <summary>Completes the deployment as <c>failed</c> now, regardless of its script.</summary>
    /// <param name="message">The <c>error_message</c>.</param>
    /// <param name="code">The <c>error_code</c>. If <c>null</c>, the failure has only a message.</param>
    /// <exception cref="InvalidOperationException">The deployment has already completed.</exception>
    public void Fail(string message = "Failed to pull container image", string? code = null) =>
        Complete(DeploymentPhase.Failed, new DeploymentLifecycle.Error(message, code));

    /// <summary>Returns the id and the status.</summary>
    /// <returns>A text such as <c>deployment 1001, in_progress</c>.</returns>
    public override string ToString() => $"deployment {Id}, {Status}";

    internal DateTimeOffset? ToDatabaseTime(DateTimeOffset? time) => time is { } known ? _emulator.ToDatabaseTime(known) : null;

    internal DeploymentLifecycle.State GetState(DateTimeOffset now) => _lifecycle.GetState(now);

    /// <summary>The caller holds the lock of the emulator.</summary>
    internal void SupersedeIfActive(DateTimeOffset now) => _lifecycle.TryComplete(now, DeploymentPhase.Superseded, error: null);

    private void Complete(DeploymentPhase phase, DeploymentLifecycle.Error? error = null)
    {
        lock (_emulator.Lock)
        {
            if (!_lifecycle.TryComplete(_emulator.Update(), phase, error))
            {
                throw new InvalidOperationException($"Deployment {Id} has already completed: {State.Phase}.");
            }
        }
    }
}
