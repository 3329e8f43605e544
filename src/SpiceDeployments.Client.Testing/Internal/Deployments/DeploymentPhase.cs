namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>What a deployment really is, whatever word the wire has for it.</summary>
internal enum DeploymentPhase
{
    NotYetQueued,
    Queued,
    InProgress,
    Succeeded,
    Failed,
    Superseded,
}
