namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

internal sealed record DeploymentListBody(IReadOnlyList<DeploymentBody> Deployments);
