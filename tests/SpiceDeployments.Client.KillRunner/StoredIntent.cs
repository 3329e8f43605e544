namespace SpiceDeployments.Client.KillRunner;

/// <summary>The content of an <see cref="IntentFile"/>.</summary>
/// <param name="Version">The number of writes.</param>
/// <param name="Intent">The intent as it was last prepared.</param>
/// <param name="DeploymentId">The deployment, or <c>null</c> if no process has received it.</param>
internal sealed record StoredIntent(int Version, DeploymentIntent Intent, long? DeploymentId);
