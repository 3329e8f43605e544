using Refit;

namespace SpiceDeployments.Client.Wire;

/// <summary>The operations of the deployments API, as they go over the wire.</summary>
internal interface IDeploymentsEndpoint
{
    [Get("/v1/apps/{appId}/deployments")]
    Task<DeploymentList?> ListAsync(long appId, int? limit, string? status, CancellationToken cancellationToken);

    [Get("/v1/apps/{appId}/deployments/{deploymentId}")]
    Task<Deployment?> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken);

    [Post("/v1/apps/{appId}/deployments")]
    Task<Deployment?> CreateAsync(long appId, [Body(buffered: true)] CreateDeploymentRequest request, CancellationToken cancellationToken);
}
