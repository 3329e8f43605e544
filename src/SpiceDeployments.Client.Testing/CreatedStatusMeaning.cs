namespace SpiceDeployments.Client.Testing;

/// <summary>What the status <c>created</c> means: the sources of the API disagree, so the emulator knows both readings.</summary>
public enum CreatedStatusMeaning
{
    /// <summary>The newer reading: a deployment starts as <c>queued</c>, and <c>created</c> is one that a newer deployment has replaced.</summary>
    Superseded,

    /// <summary>The older reading: a deployment starts as <c>created</c> and is <c>queued</c> after its script's <see cref="DeploymentScript.NotQueuedFor"/>. One that is replaced becomes <c>created</c> here too.</summary>
    NotYetQueued,
}
