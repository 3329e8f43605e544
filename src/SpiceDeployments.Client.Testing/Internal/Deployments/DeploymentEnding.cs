namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>An end that came from outside and cut the plan short.</summary>
internal sealed record DeploymentEnding(DateTimeOffset At, DeploymentPhase Phase, DeploymentError? Error = null);
