namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The clients of an organization.</summary>
internal sealed record SpiceClients(IDeploymentsClient Deployments, IAppsClient Apps);
