using SpiceDeployments.Client;

namespace DeployAndWait.Display;

/// <summary>The progress, and when it was reported.</summary>
internal sealed record Look(DeploymentProgress Progress, long Timestamp);
