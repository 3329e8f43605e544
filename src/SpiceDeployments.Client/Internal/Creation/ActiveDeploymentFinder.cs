using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Finds the deployment that is in the way of a new one.</summary>
internal sealed class ActiveDeploymentFinder(DeploymentsApi api)
{
    /// <summary>
    /// The newest deployment that is queued or in progress, or the newest of all where it is created and not yet queued; null where none shows.
    /// </summary>
    public async Task<Deployment?> FindAsync(long appId, ApiCall? call, CancellationToken cancellationToken)
    {
        IReadOnlyList<Deployment> newestFirst = await api.ListAsync(appId, limit: null, status: null, call, cancellationToken).ConfigureAwait(false);
        return newestFirst.FirstOrDefault(deployment => deployment.Status is DeploymentStatus.Queued or DeploymentStatus.InProgress)
            ?? newestFirst.Take(1).FirstOrDefault(deployment => deployment.Status is DeploymentStatus.Created);
    }

    /// <summary>The conflict is what counts: where the list cannot be had, it is told without the deployment in the way.</summary>
    public async Task<DeploymentConflictException> DescribeAsync(long appId, SpiceApiException conflict, CancellationToken cancellationToken)
    {
        try
        {
            return new DeploymentConflictException(conflict, await FindAsync(appId, call: null, cancellationToken).ConfigureAwait(false));
        }
        catch (SpiceApiException)
        {
            return new DeploymentConflictException(conflict, activeDeployment: null);
        }
    }
}
