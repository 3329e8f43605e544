using Refit;
using SpiceDeployments.Client.Http;

namespace SpiceDeployments.Client.Wire;

/// <summary>The operations of the deployments API, as they go over the wire.</summary>
internal interface IDeploymentsEndpoint
{
    [Get("/v1/apps/{appId}/deployments")]
    Task<DeploymentList?> ListAsync(long appId, int? limit, string? status, [Property(ApiCall.OptionName)] ApiCall? call, CancellationToken cancellationToken);

    [Get("/v1/apps/{appId}/deployments/{deploymentId}")]
    Task<Deployment?> GetAsync(long appId, long deploymentId, [Property(ApiCall.OptionName)] ApiCall? call, CancellationToken cancellationToken);

    [Post("/v1/apps/{appId}/deployments")]
    Task<Deployment?> CreateAsync(long appId, [Body(buffered: true)] CreateDeploymentRequest request, CancellationToken cancellationToken);
}
