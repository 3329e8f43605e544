using SpiceDeployments.Client.Testing.Internal.Deployments;

namespace SpiceDeployments.Client.Testing;

/// <summary>A deployment that the emulator holds. Its properties tell what is true now, whether or not a client has asked.</summary>
public sealed class EmulatedDeployment
{
    private readonly CloudState _cloud;
    private readonly DeploymentPlan _plan;
    private DeploymentEnding? _ending;

    internal EmulatedDeployment(CloudState cloud, DeploymentPlan plan, DeploymentFields fields, string creationSource, string createdBy)
    {
        _cloud = cloud;
        _plan = plan;
        Id = cloud.NextDeploymentId();
        CreatedAt = cloud.Now;
        Fields = fields;
        CreationSource = creationSource;
        CreatedBy = createdBy;
    }

    /// <summary>Its id, unique among all apps of the emulator; a later deployment has a greater one.</summary>
    public long Id { get; }

    /// <summary>When it was created, on the emulator's clock.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Who created it: api, portal, github, cli …</summary>
    public string CreationSource { get; }

    /// <summary>The person or OAuth client that created it.</summary>
    public string CreatedBy { get; }

    /// <summary>The image tag that was asked for, else the app's; null if neither has one.</summary>
    public string? ImageTag => Fields.ImageTag;

    /// <summary>The channel that was asked for, or null.</summary>
    public string? Channel => Fields.Channel;

    /// <summary>The replicas that were asked for, else the app's.</summary>
    public int? Replicas => Fields.Replicas;

    /// <summary>The branch that was sent, or null.</summary>
    public string? Branch => Fields.Branch;

    /// <summary>The commit that was sent, or null.</summary>
    public string? CommitSha => Fields.CommitSha;

    /// <summary>The commit message that was sent, or null.</summary>
    public string? CommitMessage => Fields.CommitMessage;

    /// <summary>The debug switch that was sent, or null.</summary>
    public bool? Debug => Fields.Debug;

    /// <summary>Its status now, as the wire says it.</summary>
    public string Status => State.Status;

    /// <summary>When it left the queue, on the emulator's clock; null before.</summary>
    public DateTimeOffset? StartedAt => State.StartedAt;

    /// <summary>When it succeeded or failed, on the emulator's clock; null before, and when it was superseded.</summary>
    public DateTimeOffset? FinishedAt => State.FinishedAt;

    /// <summary>The reason of its failure, or of its block while in progress; null otherwise.</summary>
    public string? ErrorMessage => State.Error?.Message;

    /// <summary>The code of its failure, or of its block while in progress; null otherwise.</summary>
    public string? ErrorCode => State.Error?.Code;

    /// <summary>Whether it is not yet queued, queued or in progress now.</summary>
    public bool IsActive => State.IsActive;

    /// <summary>Whether a newer deployment has replaced it; its status is <c>created</c> then.</summary>
    public bool IsSuperseded => State.Phase == DeploymentPhase.Superseded;

    /// <summary>Whether the list and the look by id show it now.</summary>
    public bool IsVisible => _cloud.Now - CreatedAt >= (_plan.VisibilityDelay ?? _cloud.VisibilityDelay);

    internal DeploymentFields Fields { get; }

    internal DeploymentState State => StateAt(_cloud.Now);

    /// <summary>Ends it now as <c>succeeded</c>, whatever its script says.</summary>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void CompleteSuccessfully() => End(DeploymentPhase.Succeeded);

    /// <summary>Ends it now as <c>failed</c>, whatever its script says.</summary>
    /// <param name="message">Its <c>error_message</c>.</param>
    /// <param name="code">Its <c>error_code</c>; null for an old failure that carries only a message.</param>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void Fail(string message = "Failed to pull container image", string? code = null) =>
        End(DeploymentPhase.Failed, new DeploymentError(message, code));

    /// <summary>Its id and status.</summary>
    /// <returns>A text such as <c>deployment 1001, in_progress</c>.</returns>
    public override string ToString() => $"deployment {Id}, {Status}";

    internal void SupersedeIfActive() => TryEnd(DeploymentPhase.Superseded);

    private DeploymentState StateAt(DateTimeOffset now) => DeploymentTimeline.At(now, CreatedAt, _plan, Volatile.Read(ref _ending));

    private void End(DeploymentPhase phase, DeploymentError? error = null)
    {
        if (!TryEnd(phase, error))
        {
            throw new InvalidOperationException($"Deployment {Id} has ended already: it is {State.Phase}.");
        }
    }

    private bool TryEnd(DeploymentPhase phase, DeploymentError? error = null)
    {
        lock (_cloud.Lock)
        {
            DateTimeOffset now = _cloud.Now;
            if (!StateAt(now).IsActive)
            {
                return false;
            }

            Volatile.Write(ref _ending, new DeploymentEnding(now, phase, error));
            return true;
        }
    }
}
