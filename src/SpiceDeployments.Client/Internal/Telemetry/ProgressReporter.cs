using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>Reports the progress of one call to its caller. An exception of the caller's <see cref="IProgress{T}"/> does not affect the call.</summary>
internal sealed class ProgressReporter
{
    /// <summary>Reports nothing.</summary>
    public static readonly ProgressReporter None = new(progress: null, appId: 0, TimeProvider.System, NullLogger.Instance);

    private readonly IProgress<DeploymentProgress>? _progress;
    private readonly long _appId;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly long _start;

    private DeploymentProgress? _last;
    private bool _hasLoggedException;

    private ProgressReporter(IProgress<DeploymentProgress>? progress, long appId, TimeProvider timeProvider, ILogger logger)
    {
        _progress = progress;
        _appId = appId;
        _timeProvider = timeProvider;
        _logger = logger;
        _start = timeProvider.GetTimestamp();
    }

    public static ProgressReporter Create(IProgress<DeploymentProgress>? progress, long appId, TimeProvider timeProvider, ILogger logger) =>
        progress is null ? None : new ProgressReporter(progress, appId, timeProvider, logger);

    /// <summary>Reports what the call does before a deployment exists.</summary>
    /// <param name="request">What to deploy.</param>
    /// <param name="stage">What the call does.</param>
    /// <param name="delay">The delay until the next request, or <c>null</c> if there is none.</param>
    /// <param name="activeDeployment">The deployment for which the create waits, or <c>null</c>.</param>
    public void ReportCreation(CreateDeploymentRequest request, DeploymentStage stage, TimeSpan? delay = null, Deployment? activeDeployment = null)
    {
        if (_progress is not null)
        {
            Report(new DeploymentProgress { Deployment = Describe(request), Stage = stage, ActiveDeployment = activeDeployment, NextPollDelay = delay });
        }
    }

    /// <summary>Reports a deployment.</summary>
    public void Report(Deployment deployment, DeploymentStage stage, int pollCount, TimeSpan? delay)
    {
        if (_progress is not null)
        {
            Report(new DeploymentProgress { Deployment = deployment, Stage = stage, PollCount = pollCount, NextPollDelay = delay });
        }
    }

    private void Report(DeploymentProgress current)
    {
        bool hasChanged = _last is null || (current.Deployment, current.Stage, current.ActiveDeployment) != (_last.Deployment, _last.Stage, _last.ActiveDeployment);
        _last = current with { Elapsed = _timeProvider.GetElapsedTime(_start), HasChanged = hasChanged };
        try
        {
            _progress?.Report(_last);
        }
        catch (Exception exception)
        {
            LogOnce(exception);
        }
    }

    private void LogOnce(Exception exception)
    {
        if (!_hasLoggedException)
        {
            _hasLoggedException = true;
            _logger.ProgressFailed(_appId, exception);
        }
    }

    /// <summary>The deployment that the request asks for, before the service has assigned an id.</summary>
    private Deployment Describe(CreateDeploymentRequest request) => new()
    {
        AppId = _appId,
        ImageTag = request.ImageTag,
        Channel = request.Channel,
        Replicas = request.Replicas,
        Branch = request.Branch,
        CommitSha = request.CommitSha,
        CommitMessage = request.CommitMessage,
    };
}
