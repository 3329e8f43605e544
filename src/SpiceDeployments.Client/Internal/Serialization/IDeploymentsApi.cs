using Refit;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The requests of the deployments API. <see cref="DeploymentsApi"/> reads the responses.</summary>
internal interface IDeploymentsApi
{
    [Get("/v1/apps/{appId}/deployments")]
    Task<HttpResponseMessage> ListAsync(
        long appId, int? limit, string? status, [Property(RequestOptions.RemainingTimeName)] Func<TimeSpan>? remainingTime, CancellationToken cancellationToken);

    [Get("/v1/apps/{appId}/deployments/{deploymentId}")]
    Task<HttpResponseMessage> GetAsync(
        long appId, long deploymentId, [Property(RequestOptions.RemainingTimeName)] Func<TimeSpan>? remainingTime, CancellationToken cancellationToken);

    [Post("/v1/apps/{appId}/deployments")]
    Task<HttpResponseMessage> CreateAsync(
        long appId, [Body] HttpContent request, [Property(RequestOptions.SendPermitName)] SendPermit permit, CancellationToken cancellationToken);
}
