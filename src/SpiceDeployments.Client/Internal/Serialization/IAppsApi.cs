using Refit;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The requests of the apps API. <see cref="AppsApi"/> reads the responses.</summary>
/// <remarks>Every POST has a body: .NET sends a request without one again if the connection is closed.</remarks>
internal interface IAppsApi
{
    [Get("/v1/apps")]
    Task<HttpResponseMessage> ListAsync(CancellationToken cancellationToken);

    [Get("/v1/apps/{appId}")]
    Task<HttpResponseMessage> GetAsync(long appId, CancellationToken cancellationToken);

    [Put("/v1/apps/{appId}")]
    Task<HttpResponseMessage> UpdateAsync(
        long appId, [Body] HttpContent request, [Property(RequestOptions.SendPermitName)] SendPermit permit, CancellationToken cancellationToken);

    [Post("/v1/apps/{appId}/pause")]
    Task<HttpResponseMessage> PauseAsync(
        long appId, [Body] HttpContent empty, [Property(RequestOptions.SendPermitName)] SendPermit permit, CancellationToken cancellationToken);

    [Post("/v1/apps/{appId}/resume")]
    Task<HttpResponseMessage> ResumeAsync(
        long appId, [Body] HttpContent empty, [Property(RequestOptions.SendPermitName)] SendPermit permit, CancellationToken cancellationToken);
}
