namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>A client whose deployments succeed at once, without requests.</summary>
internal sealed class InstantClient : IDeploymentsClient, IAppsClient
{
    public Task<DeploymentIntent> PrepareAsync(long appId, CreateDeploymentRequest? request = null, CancellationToken cancellationToken = default)
    {
        var key = Guid.NewGuid();
        return Task.FromResult(new DeploymentIntent
        {
            Key = key,
            AppId = appId,
            Request = request! with { CommitMessage = $"{request.CommitMessage}\n\nDeployment-Key: {key}" },
            LatestDeploymentId = SimulatedService.CreatedId - 1,
        });
    }

    public Task<Deployment> CreateAsync(DeploymentIntent intent, CreateDeploymentOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Deployment { AppId = intent.AppId, Id = SimulatedService.CreatedId, RawStatus = "created" });

    public Task<Deployment> WaitForCompletionAsync(
        long appId, long deploymentId, PollingOptions? polling = null, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Deployment { AppId = appId, Id = deploymentId, RawStatus = "succeeded" });

    public Task<IReadOnlyList<Deployment>> ListAsync(long appId, ListDeploymentsOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Deployment> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest? request = null, CreateDeploymentOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<Deployment> WatchAsync(long appId, long deploymentId, PollingOptions? polling = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Deployment> DeployAsync(
        long appId, CreateDeploymentRequest? request = null, DeployOptions? options = null, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<Deployment> DeployAsync(
        DeploymentIntent intent, DeployOptions? options = null, IProgress<DeploymentProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<App>> ListAppsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<App> GetAppAsync(long appId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<App> FindAppAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<App> UpdateAppAsync(long appId, UpdateAppRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task PauseAppAsync(long appId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ResumedApp> ResumeAppAsync(long appId, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
