namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>A client that does something before each wait that is resumed.</summary>
internal sealed class ResumedClient(IDeploymentsClient inner, Action beforeResuming) : IDeploymentsClient
{
    public Task<IReadOnlyList<Deployment>> ListAsync(long appId, DeploymentQuery? query = null, CancellationToken cancellationToken = default) =>
        inner.ListAsync(appId, query, cancellationToken);

    public Task<Deployment> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken = default) =>
        inner.GetAsync(appId, deploymentId, cancellationToken);

    public Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest? request = null, CancellationToken cancellationToken = default) =>
        inner.CreateAsync(appId, request, cancellationToken);

    public Task<Deployment> WaitForCompletionAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        beforeResuming();
        return inner.WaitForCompletionAsync(appId, deploymentId, polling, progress, cancellationToken);
    }

    public IAsyncEnumerable<Deployment> WatchAsync(
        long appId, long deploymentId, PollingOptions? polling = null, CancellationToken cancellationToken = default) =>
        inner.WatchAsync(appId, deploymentId, polling, cancellationToken);

    public Task<Deployment> DeployAsync(
        long appId,
        CreateDeploymentRequest? request = null,
        DeployOptions? options = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        inner.DeployAsync(appId, request, options, progress, cancellationToken);
}
