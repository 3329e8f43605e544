using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Internal;
using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client;

/// <inheritdoc cref="IDeploymentsClient"/>
public sealed class DeploymentsClient : IDeploymentsClient, IDisposable
{
    private readonly HttpClient _httpClient;
    private readonly DeploymentsClientOptions _options;
    private readonly DeploymentsApi _api;
    private readonly DeploymentCreator _creator;
    private readonly PatientCreator _patientCreator;
    private readonly DeploymentFinder _finder;
    private readonly DeploymentPoller _poller;

    /// <summary>Creates a client with connections of its own. In a program with a container, <c>AddSpiceDeploymentsClient</c> does it.</summary>
    /// <param name="options">How to reach the service. Not to be changed afterwards.</param>
    /// <param name="timeProvider">The clock of every delay and timeout. Null: the system's.</param>
    /// <param name="logger">Where to log. Null: nowhere.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message names each property that is wrong.</exception>
    public DeploymentsClient(DeploymentsClientOptions options, TimeProvider? timeProvider = null, ILogger<DeploymentsClient>? logger = null)
        : this(CreateHttpClient(options, timeProvider ?? TimeProvider.System), options, timeProvider ?? TimeProvider.System, logger ?? NullLogger<DeploymentsClient>.Instance)
    {
    }

    internal DeploymentsClient(HttpClient httpClient, DeploymentsClientOptions options, TimeProvider timeProvider, ILogger logger)
    {
        _httpClient = httpClient;
        _options = options;
        _api = new DeploymentsApi(httpClient, new ApiExceptionFactory(timeProvider, new SecretRedactor(options.AccessToken, options.ClientSecret)));
        var activeDeployments = new ActiveDeploymentFinder(_api);
        _creator = new DeploymentCreator(_api, activeDeployments, timeProvider, logger);
        _patientCreator = new PatientCreator(_creator, activeDeployments, timeProvider, logger);
        _finder = new DeploymentFinder(_api);
        _poller = new DeploymentPoller(_finder, timeProvider, logger);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Deployment>> ListAsync(long appId, ListDeploymentsOptions? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(appId);
        query?.Validate(nameof(query));
        return _api.ListAsync(appId, query?.Limit, query?.Status, call: null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(appId);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deploymentId);
        return _finder.GetByIdAsync(appId, deploymentId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(appId);
        request?.Validate(nameof(request));
        return _creator.CreateAsync(new CreateOperation(appId, request ?? new CreateDeploymentRequest()), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> WaitForCompletionAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(appId);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deploymentId);
        polling?.Validate(nameof(polling));
        return _poller.WaitAsync(appId, deploymentId, polling ?? _options.Polling, progress, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Deployment> WatchAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(appId);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deploymentId);
        polling?.Validate(nameof(polling));
        return DeploymentWatch.RunAsync(_poller, appId, deploymentId, polling ?? _options.Polling, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> DeployAsync(
        long appId,
        CreateDeploymentRequest? request = null,
        DeployOptions? options = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(appId);
        request?.Validate(nameof(request));
        options?.Validate(nameof(options));
        return DeployCoreAsync(appId, request ?? new CreateDeploymentRequest(), options ?? new DeployOptions(), progress, cancellationToken);
    }

    /// <summary>Closes the connections. Calls under way end with an exception.</summary>
    public void Dispose() => _httpClient.Dispose();

    private static HttpClient CreateHttpClient(DeploymentsClientOptions options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        DeploymentsClientOptionsValidator.ThrowIfInvalid(options);
        return DeploymentsHttpClient.CreateClient(options, timeProvider);
    }

    private async Task<Deployment> DeployCoreAsync(
        long appId, CreateDeploymentRequest request, DeployOptions options, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        using Activity? activity = ClientActivity.StartDeploy(appId);
        try
        {
            Deployment ended = await CreateAndWaitAsync(appId, request, options, progress, cancellationToken).ConfigureAwait(false);
            return activity.SetDeployment(ended).EnsureSucceeded();
        }
        catch (Exception fault)
        {
            activity.SetFault(fault);
            throw;
        }
    }

    private async Task<Deployment> CreateAndWaitAsync(
        long appId, CreateDeploymentRequest request, DeployOptions options, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        PollingOptions polling = options.Polling ?? _options.Polling;
        var create = new CreateOperation(appId, request) { OutlastsConflicts = (options.ConflictBehavior ?? _options.ConflictBehavior) is ConflictBehavior.WaitAndRetry };
        Deployment created = create.OutlastsConflicts
            ? await _patientCreator.CreateAsync(create, polling, options.ConflictTimeout ?? _options.ConflictTimeout, cancellationToken).ConfigureAwait(false)
            : await _creator.CreateAsync(create, cancellationToken).ConfigureAwait(false);
        return await _poller.WaitAfterCreateAsync(appId, created, polling, progress, cancellationToken).ConfigureAwait(false);
    }
}
