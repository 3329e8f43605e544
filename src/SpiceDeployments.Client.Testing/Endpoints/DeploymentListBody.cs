namespace SpiceDeployments.Client.Testing.Endpoints;

internal sealed record DeploymentListBody(IReadOnlyList<DeploymentBody> Deployments);
