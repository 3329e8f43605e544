using System.Net;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Finds one deployment of an app: in the list, where newer deployments show too, and else by its id.</summary>
internal sealed class DeploymentFinder(DeploymentsApi api)
{
    private const int FirstLimit = 20;

    private readonly SharedLists _lists = new(api);

    /// <summary>Looks for a deployment and reads its <c>created</c> as superseded where it is.</summary>
    /// <param name="appId">The app.</param>
    /// <param name="deploymentId">The deployment.</param>
    /// <param name="wasActive">Whether it was seen queued or in progress before.</param>
    /// <param name="call">How much time there is.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<DeploymentLook> FindAsync(long appId, long deploymentId, bool wasActive, ApiCall call, CancellationToken cancellationToken)
    {
        IReadOnlyList<Deployment> list = await _lists.ListAsync(appId, FirstLimit, call, cancellationToken).ConfigureAwait(false);
        Deployment? found = Find(list, deploymentId);
        if (found is null && list.Count >= FirstLimit)
        {
            list = await _lists.ListAsync(appId, ListDeploymentsOptions.MaxLimit, call, cancellationToken).ConfigureAwait(false);
            found = Find(list, deploymentId);
        }

        found ??= await GetAsync(appId, deploymentId, call, cancellationToken).ConfigureAwait(false);
        return new DeploymentLook(found is null ? null : Supersession.Read(found, list, wasActive), list, call.ServerDate);
    }

    /// <summary>Gets a deployment by its id or, from servers that cannot do that, from the list.</summary>
    /// <exception cref="DeploymentNotFoundException">The app does not show it.</exception>
    public async Task<Deployment> GetByIdAsync(long appId, long deploymentId, CancellationToken cancellationToken)
    {
        Deployment? found = await GetAsync(appId, deploymentId, call: null, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            // 404 means that there is no such deployment, no such app, or no such operation on an older server. The list tells them apart.
            IReadOnlyList<Deployment> list = await api.ListAsync(appId, ListDeploymentsOptions.MaxLimit, status: null, call: null, cancellationToken).ConfigureAwait(false);
            found = Find(list, deploymentId);
        }

        return found ?? throw new DeploymentNotFoundException(appId, deploymentId);
    }

    private async Task<Deployment?> GetAsync(long appId, long deploymentId, ApiCall? call, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetAsync(appId, deploymentId, call, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException exception) when (exception.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static Deployment? Find(IReadOnlyList<Deployment> list, long deploymentId) =>
        list.FirstOrDefault(deployment => deployment.Id == deploymentId);
}
