using System.Diagnostics.CodeAnalysis;
using System.Net;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Reads deployments from the list, which also shows newer deployments, or by their id.</summary>
internal sealed class DeploymentReader(DeploymentsApi api)
{
    /// <summary>The service's default. A deployment that replaced another one is among the newest.</summary>
    private const int FirstLimit = 20;

    private readonly ListRequestCoalescer _lists = new(api);

    /// <summary>Lists deployments, newest first. A <c>created</c> deployment below a newer one is superseded.</summary>
    public async Task<IReadOnlyList<Deployment>> ListAsync(long appId, ListDeploymentsOptions? options, CancellationToken cancellationToken)
    {
        ApiResponse<IReadOnlyList<Deployment>> response = await api.ListAsync(appId, options?.Limit, options?.Status, remainingTime: null, cancellationToken).ConfigureAwait(false);
        return SupersededDetector.Apply(response.Value);
    }

    /// <summary>Gets a deployment by its id or, from servers that do not support that, from the list.</summary>
    /// <exception cref="DeploymentNotFoundException">The app does not have the deployment.</exception>
    public async Task<Deployment> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken)
    {
        (Deployment? found, SpiceApiException? notFound, _) = await TryGetAsync(appId, deploymentId, remainingTime: null, cancellationToken).ConfigureAwait(false);
        if (found is not null and not { Status: DeploymentStatus.Created })
        {
            return found;
        }

        // 404 means that the deployment, the app or, on an older server, the operation does not exist. The list shows which, and
        // shows whether a created deployment was replaced.
        try
        {
            int limit = found is null ? ListDeploymentsOptions.MaxLimit : FirstLimit;
            ApiResponse<IReadOnlyList<Deployment>> list = await api.ListAsync(appId, limit, status: null, remainingTime: null, cancellationToken).ConfigureAwait(false);
            found = Find(list.Value, deploymentId) ?? found ?? throw (IsInconclusive(notFound, list.Value) ? notFound : new DeploymentNotFoundException(appId, deploymentId));
            return SupersededDetector.Apply(found, list.Value, wasCreatedAgain: false);
        }
        catch (SpiceApiException exception) when (found is not null && exception.CanPass)
        {
            return found;
        }
    }

    /// <summary>Polls a deployment.</summary>
    /// <param name="appId">The id of the app.</param>
    /// <param name="deploymentId">The id of the deployment.</param>
    /// <param name="wasCreatedAgain">Whether the deployment was queued or in progress before, and <c>created</c> at the last poll.</param>
    /// <param name="remainingTime">How much time the caller has left.</param>
    /// <param name="cancellationToken">Cancels the poll.</param>
    public async Task<PollResult> PollAsync(long appId, long deploymentId, bool wasCreatedAgain, Func<TimeSpan> remainingTime, CancellationToken cancellationToken)
    {
        ApiResponse<IReadOnlyList<Deployment>> list = await _lists.ListAsync(appId, FirstLimit, remainingTime, cancellationToken).ConfigureAwait(false);
        Deployment? found = Find(list.Value, deploymentId);
        TimeSpan? retryAfter = list.RetryAfter;
        if (found is null && list.Value.Count >= FirstLimit)
        {
            list = await _lists.ListAsync(appId, ListDeploymentsOptions.MaxLimit, remainingTime, cancellationToken).ConfigureAwait(false);
            found = Find(list.Value, deploymentId);
            retryAfter = Deadline.Longer(retryAfter, list.RetryAfter);
        }

        if (found is null)
        {
            (found, SpiceApiException? notFound, TimeSpan? retryAfterOfGet) = await TryGetAsync(appId, deploymentId, remainingTime, cancellationToken).ConfigureAwait(false);
            retryAfter = IsInconclusive(notFound, list.Value) ? throw notFound : Deadline.Longer(retryAfter, retryAfterOfGet);
        }

        found = found is null ? null : SupersededDetector.Apply(found, list.Value, wasCreatedAgain);
        return new PollResult(found, list.Value, list.ServerDate, retryAfter);
    }

    /// <summary>Returns the deployment or a 404, and the delay before the next request that the service asked for.</summary>
    private async Task<(Deployment? Deployment, SpiceApiException? NotFound, TimeSpan? RetryAfter)> TryGetAsync(
        long appId, long deploymentId, Func<TimeSpan>? remainingTime, CancellationToken cancellationToken)
    {
        try
        {
            ApiResponse<Deployment> response = await api.GetAsync(appId, deploymentId, remainingTime, cancellationToken).ConfigureAwait(false);
            return (response.Value, null, response.RetryAfter);
        }
        catch (SpiceApiException exception) when (exception.StatusCode is HttpStatusCode.NotFound)
        {
            return (null, exception, exception.RetryAfter);
        }
    }

    /// <summary>Whether a 404 does not show that the app lacks a deployment that is not listed: a proxy may have responded, and the app may have more deployments than are listed.</summary>
    private static bool IsInconclusive([NotNullWhen(true)] SpiceApiException? notFound, IReadOnlyList<Deployment> list) =>
        notFound is { IsFromApi: false } && list.Count >= ListDeploymentsOptions.MaxLimit;

    private static Deployment? Find(IReadOnlyList<Deployment> list, long deploymentId) =>
        list.FirstOrDefault(deployment => deployment.Id == deploymentId);
}
