using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Internal;
using SpiceDeployments.Client.Internal.Apps;
using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client;

/// <summary>The client of the deployments API and of the apps API of Spice.ai Cloud.</summary>
/// <remarks><inheritdoc cref="IDeploymentsClient"/></remarks>
public sealed class DeploymentsClient : IDeploymentsClient, IAppsClient, IDisposable
{
    private readonly HttpClient _httpClient;
    private readonly DeploymentsClientOptions _options;
    private readonly DeploymentCreator _creator;
    private readonly IntentCreator _intents;
    private readonly DeploymentReader _reader;
    private readonly DeploymentPoller _poller;
    private readonly AppReader _apps;
    private readonly AppUpdater _appUpdates;
    private readonly AppLifecycle _appLifecycle;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    /// <summary>Creates a client with its own connection pool. In applications that use dependency injection, call <c>AddSpiceDeploymentsClient</c> instead.</summary>
    /// <param name="options">The address, the credentials and the defaults. The client copies the options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is <c>null</c>.</exception>
    /// <exception cref="OptionsValidationException">The options are not valid. The message names each invalid property.</exception>
    public DeploymentsClient(DeploymentsClientOptions options)
        : this(ValidateAndCopy(options))
    {
    }

    internal DeploymentsClient(HttpClient httpClient, DeploymentsClientOptions options, TimeProvider timeProvider, ILogger logger)
    {
        _httpClient = httpClient;
        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        var redactor = new SecretRedactor(options.AccessToken, options.ClientSecret);
        var api = new DeploymentsApi(httpClient, redactor, timeProvider, logger);
        var clocks = new ServerClocks();
        var sender = new CreateRequestSender(api, clocks, timeProvider, logger);
        _creator = new DeploymentCreator(api, sender, new CreateReconciler(api, clocks, timeProvider, logger), timeProvider, logger);
        _intents = new IntentCreator(api, sender, options, timeProvider, logger);
        _reader = new DeploymentReader(api);
        _poller = new DeploymentPoller(_reader, options.SlowDeploymentFactor, timeProvider, logger);
        var apps = new AppsApi(httpClient, redactor, timeProvider);
        _apps = new AppReader(apps, options.Organization);
        _appUpdates = new AppUpdater(apps, timeProvider);
        _appLifecycle = new AppLifecycle(apps, timeProvider);
    }

    private DeploymentsClient(ValidOptions valid)
        : this(
            DeploymentsHttpClient.Create(valid.Options, valid.Options.TimeProvider ?? TimeProvider.System),
            valid.Options,
            valid.Options.TimeProvider ?? TimeProvider.System,
            valid.Options.LoggerFactory?.CreateLogger<DeploymentsClient>() ?? NullLogger<DeploymentsClient>.Instance)
    {
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Deployment>> ListAsync(long appId, ListDeploymentsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        options?.Validate(nameof(options));
        return _reader.ListAsync(appId, options, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> GetAsync(long appId, long deploymentId, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        ThrowIfNotPositive(deploymentId, nameof(deploymentId));
        return _reader.GetAsync(appId, deploymentId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DeploymentIntent> PrepareAsync(long appId, CreateDeploymentRequest? request = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        request?.Validate(nameof(request));
        return _intents.PrepareAsync(appId, request ?? new CreateDeploymentRequest(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> CreateAsync(
        long appId, CreateDeploymentRequest? request = null, CreateDeploymentOptions? options = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        request?.Validate(nameof(request));
        options?.Validate(nameof(options));
        return GetDeploymentAsync(_creator.CreateAsync(
            appId, request ?? new CreateDeploymentRequest(), GetConflictPolicy(options), ProgressReporter.None, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<Deployment> CreateAsync(DeploymentIntent intent, CreateDeploymentOptions? options = null, CancellationToken cancellationToken = default)
    {
        Validate(intent);
        options?.Validate(nameof(options));
        return GetDeploymentAsync(_intents.CreateAsync(
            intent, GetConflictPolicy(options), options?.SaveIntent, ProgressReporter.None, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<Deployment> WaitForCompletionAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        ThrowIfNotPositive(deploymentId, nameof(deploymentId));
        polling?.Validate(nameof(polling));
        return _poller.WaitAsync(appId, deploymentId, GetPolling(polling), progress, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Deployment> WatchAsync(
        long appId,
        long deploymentId,
        PollingOptions? polling = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        ThrowIfNotPositive(deploymentId, nameof(deploymentId));
        polling?.Validate(nameof(polling));
        return _poller.WatchAsync(appId, deploymentId, GetPolling(polling), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> DeployAsync(
        long appId,
        CreateDeploymentRequest? request = null,
        DeployOptions? options = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        request?.Validate(nameof(request));
        options?.Validate(nameof(options));
        PollingOptions polling = GetPolling(options?.Polling);
        return DeployAsync(
            appId,
            reporter => _creator.CreateAsync(appId, request ?? new CreateDeploymentRequest(), GetConflictPolicy(options, polling), reporter, cancellationToken),
            findDuplicate: static _ => Task.FromResult<CreatedDeployment?>(null),
            polling,
            progress,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Deployment> DeployAsync(
        DeploymentIntent intent,
        DeployOptions? options = null,
        IProgress<DeploymentProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Validate(intent);
        options?.Validate(nameof(options));
        PollingOptions polling = GetPolling(options?.Polling);
        return DeployAsync(
            intent.AppId,
            reporter => _intents.CreateAsync(intent, GetConflictPolicy(options, polling), options?.SaveIntent, reporter, cancellationToken),
            superseded => _intents.FindDuplicateAsync(intent, superseded, cancellationToken),
            polling,
            progress,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<App>> ListAppsAsync(CancellationToken cancellationToken = default) => _apps.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<App> GetAppAsync(long appId, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        return _apps.GetAsync(appId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<App> FindAppAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _apps.FindAsync(name.Trim(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<App> UpdateAppAsync(long appId, UpdateAppRequest request, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(nameof(request));
        return _appUpdates.UpdateAsync(appId, request, cancellationToken);
    }

    /// <inheritdoc/>
    public Task PauseAppAsync(long appId, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        return _appLifecycle.PauseAsync(appId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ResumedApp> ResumeAppAsync(long appId, CancellationToken cancellationToken = default)
    {
        ThrowIfNotPositive(appId, nameof(appId));
        return _appLifecycle.ResumeAsync(appId, cancellationToken);
    }

    /// <summary>Closes the connections. Calls in progress throw an exception.</summary>
    public void Dispose() => _httpClient.Dispose();

    private static ValidOptions ValidateAndCopy(DeploymentsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DeploymentsClientOptionsValidator.ThrowIfInvalid(options);
        return new ValidOptions(options.Copy());
    }

    private static void ThrowIfNotPositive(long id, string parameterName)
    {
        if (id <= 0)
        {
            throw new ArgumentOutOfRangeException(parameterName, id, $"{parameterName} must be greater than 0.");
        }
    }

    private static void Validate(DeploymentIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        if (intent.Key == Guid.Empty || intent.AppId <= 0 || intent.Request is null)
        {
            throw new ArgumentException("The intent must have a key, the id of an app and a request. Pass what PrepareAsync returned, or a stored copy.", nameof(intent));
        }

        intent.Request.Validate(nameof(intent));
    }

    /// <summary>Copies the options of a call, so that a change during the call does not affect it.</summary>
    private PollingOptions GetPolling(PollingOptions? polling) => polling is null ? _options.Polling : polling with { };

    private ConflictPolicy GetConflictPolicy(CreateDeploymentOptions? options) => ConflictPolicy.Create(
        options?.ConflictBehavior ?? ConflictBehavior.Throw, options?.ConflictTimeout ?? _options.ConflictTimeout, _options.Polling);

    private ConflictPolicy GetConflictPolicy(DeployOptions? options, PollingOptions polling) => ConflictPolicy.Create(
        options?.ConflictBehavior ?? _options.ConflictBehavior, options?.ConflictTimeout ?? _options.ConflictTimeout, polling);

    private static async Task<Deployment> GetDeploymentAsync(ValueTask<CreatedDeployment> creating) => (await creating.ConfigureAwait(false)).Deployment;

    /// <summary>Creates and waits. If a duplicate of the same intent has replaced the deployment, waits for the duplicate.</summary>
    private async Task<Deployment> DeployAsync(
        long appId,
        Func<ProgressReporter, ValueTask<CreatedDeployment>> create,
        Func<Deployment, Task<CreatedDeployment?>> findDuplicate,
        PollingOptions polling,
        IProgress<DeploymentProgress>? progress,
        CancellationToken cancellationToken)
    {
        using Activity? activity = ClientActivity.StartDeploy(appId);
        try
        {
            var reporter = ProgressReporter.Create(progress, appId, _timeProvider, _logger);
            CreatedDeployment created = await create(reporter).ConfigureAwait(false);
            activity.SetDeployment(created.Deployment);
            Deployment completed = await _poller.WaitAsync(created, polling, reporter, cancellationToken).ConfigureAwait(false);
            while (completed.Status is DeploymentStatus.Superseded && await findDuplicate(completed).ConfigureAwait(false) is { } duplicate)
            {
                completed = await _poller.WaitAsync(duplicate, polling, reporter, cancellationToken).ConfigureAwait(false);
            }

            activity.SetDeployment(completed);
            return completed.EnsureSucceeded();
        }
        catch (Exception exception)
        {
            activity.SetException(exception);
            throw;
        }
    }

    /// <summary>Options that were validated and copied.</summary>
    private readonly record struct ValidOptions(DeploymentsClientOptions Options);
}
