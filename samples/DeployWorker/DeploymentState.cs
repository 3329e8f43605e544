using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>How far the deployment of an organization is. Each step is stored before the next one starts, so that any process can continue.</summary>
/// <param name="Intent">What creates the deployment, once, however often it is used.</param>
/// <param name="DeploymentId">The deployment, or <c>null</c> if its creation has not been confirmed.</param>
/// <param name="Outcome">How the deployment completed, or <c>null</c> if it has not completed.</param>
internal sealed record DeploymentState(DeploymentIntent Intent, long? DeploymentId = null, DeploymentStatus? Outcome = null);
