namespace SpiceDeployments.Client.Testing;

/// <summary>What the status <c>created</c> means. The documents of the API disagree, so the emulator supports both readings.</summary>
public enum CreatedStatusMeaning
{
    /// <summary>The newer reading: a deployment starts as <c>queued</c>, and <c>created</c> is a deployment that a newer one has replaced.</summary>
    Superseded = 0,

    /// <summary>
    /// The older reading: a deployment starts as <c>created</c> and is <c>queued</c> after <see cref="DeploymentScript.NotQueuedFor"/>.
    /// A deployment that is replaced becomes <c>created</c> as well.
    /// </summary>
    NotYetQueued,
}
