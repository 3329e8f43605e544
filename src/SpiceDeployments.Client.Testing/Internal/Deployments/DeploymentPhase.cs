namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The phase of a deployment, which can differ from its status on the wire.</summary>
internal enum DeploymentPhase
{
    NotYetQueued,
    Queued,
    InProgress,
    Succeeded,
    Failed,
    Superseded,
}
