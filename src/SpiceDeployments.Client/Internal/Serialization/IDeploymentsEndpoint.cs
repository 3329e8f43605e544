using Refit;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The operations of the deployments API, as they go over the wire. <see cref="AnswerReader"/> reads the answers.</summary>
internal interface IDeploymentsEndpoint
{
    [Get("/v1/apps/{appId}/deployments")]
    Task<HttpResponseMessage> ListAsync(long appId, int? limit, string? status, [Property(ApiCall.OptionName)] ApiCall? call, CancellationToken cancellationToken);

    [Get("/v1/apps/{appId}/deployments/{deploymentId}")]
    Task<HttpResponseMessage> GetAsync(long appId, long deploymentId, [Property(ApiCall.OptionName)] ApiCall? call, CancellationToken cancellationToken);

    [Post("/v1/apps/{appId}/deployments")]
    Task<HttpResponseMessage> CreateAsync(long appId, [Body] HttpContent request, [Property(SingleSend.OptionName)] SingleSend right, CancellationToken cancellationToken);
}
