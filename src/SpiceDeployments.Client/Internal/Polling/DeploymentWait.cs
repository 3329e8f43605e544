using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>One wait for one deployment: the state that its polls share, and the decisions that follow each poll.</summary>
internal sealed class DeploymentWait(
    DeploymentReader reader,
    PollCoalescer polls,
    long appId,
    long deploymentId,
    PollingOptions polling,
    IProgress<DeploymentProgress>? progress,
    TimeProvider timeProvider,
    ILogger logger) : IDisposable
{
    /// <summary>How long a deployment that was never listed may be missing: a new record is listed late.</summary>
    private static readonly TimeSpan VisibilityGracePeriod = TimeSpan.FromSeconds(15);

    private readonly Deadline _deadline = new(timeProvider, polling.Timeout);
    private readonly DelayStrategy _delays = DelayStrategy.Create(polling, timeProvider);

    private Deployment? _last;
    private bool _wasActive;
    private bool _hasLoggedUnknownStatus;
    private bool _hasReported;
    private TimeSpan? _retryAfter;
    private PollCoalescer.PollSlot? _nextPoll;

    public int PollCount { get; private set; }

    public TimeSpan Elapsed => _deadline.Elapsed;

    /// <summary>Starts with the response to a create: the first poll follows after the first delay.</summary>
    public Task StartFromCreateAsync(Deployment created, CancellationToken cancellationToken)
    {
        Observe(created);
        if (created.IsTerminal)
        {
            return Task.CompletedTask;
        }

        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan delay = ScheduleNextPoll(retryAfter: null);
        Report(delay);
        return Task.Delay(delay, timeProvider, cancellationToken);
    }

    /// <summary>Polls, and returns the deployment, or <c>null</c> if it is not listed. The list is not returned, so that no delay keeps it in memory.</summary>
    public async ValueTask<Deployment?> PollAsync(CancellationToken cancellationToken)
    {
        ReleaseNextPoll();
        PollCount++;
        ClientMetrics.RecordPoll();
        PollResult result = await _deadline.RequestAsync(
            (remainingTime, token) => reader.PollAsync(appId, deploymentId, _wasActive, remainingTime, token), cancellationToken).ConfigureAwait(false);
        _delays.Observe(result);
        _retryAfter = result.RetryAfter;
        if (result.Deployment is { } deployment)
        {
            Observe(deployment);
            RecordCompletionLag(deployment, result.ServerDate);
        }

        return result.Deployment;
    }

    public bool ShouldContinue(Outcome<Deployment?> outcome) => !_deadline.HasPassed && outcome switch
    {
        { Exception: { } exception } => exception is SpiceApiException { IsTransient: true },
        { Result: { } deployment } => !deployment.IsTerminal,
        _ => _last is not null || _deadline.Elapsed < VisibilityGracePeriod,
    };

    public TimeSpan GetNextDelay(Outcome<Deployment?> outcome) => ScheduleNextPoll(
        outcome.Exception is null ? _retryAfter : (outcome.Exception as SpiceApiException)?.RetryAfter);

    public void OnDelay(Outcome<Deployment?> outcome, TimeSpan delay)
    {
        if (outcome.Exception is { } exception)
        {
            logger.PollFailed(deploymentId, appId, delay.TotalSeconds, exception);
        }

        Report(delay);
    }

    /// <summary>Returns the deployment if it has completed.</summary>
    /// <exception cref="DeploymentNotFoundException">The deployment was never listed.</exception>
    /// <exception cref="DeploymentTimeoutException">The timeout elapsed first.</exception>
    public Deployment Complete()
    {
        if (_last is not { IsTerminal: true })
        {
            throw _last is null ? new DeploymentNotFoundException(appId, deploymentId) : CreateTimeoutException(lastError: null);
        }

        Report(nextPollDelay: null);
        return _last;
    }

    public DeploymentTimeoutException CreateTimeoutException(SpiceApiException? lastError)
    {
        Report(nextPollDelay: null);
        string status = _last is null ? "no poll succeeded" : $"its last status was '{MessageText.ForLog(_last.RawStatus)}'";
        string error = lastError is null ? "" : $" The last poll failed: {lastError.Message}";
        string timeout = polling.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        string message = $"Deployment {deploymentId} of app {appId} did not complete within {timeout} s: {status} after {PollCount} {(PollCount is 1 ? "poll" : "polls")}. "
            + $"The deployment continues and may still succeed; wait for it again with the same ids.{error}";
        return new DeploymentTimeoutException(message, lastError)
        {
            AppId = appId,
            DeploymentId = deploymentId,
            Deployment = _last,
            Elapsed = _deadline.Elapsed,
            PollCount = PollCount,
        };
    }

    /// <summary>Reports the deployment to a caller that cancels before the first delay, so that the caller has its id.</summary>
    public void ReportCancellation()
    {
        if (!_hasReported)
        {
            Report(nextPollDelay: null);
        }
    }

    public void Dispose() => ReleaseNextPoll();

    /// <summary>Polls are coalesced with those of other waits, unless <c>Retry-After</c> or the deadline determines the time.</summary>
    private TimeSpan ScheduleNextPoll(TimeSpan? retryAfter)
    {
        TimeSpan delay = _delays.GetNextDelay();
        if (retryAfter is not null || delay >= _deadline.Remaining)
        {
            return _deadline.Clamp(delay, retryAfter);
        }

        (_nextPoll, delay) = polls.Schedule(appId, delay);
        return delay;
    }

    private void ReleaseNextPoll()
    {
        if (_nextPoll is not null)
        {
            polls.Release(_nextPoll);
            _nextPoll = null;
        }
    }

    private void Observe(Deployment deployment)
    {
        if (deployment is { Status: DeploymentStatus.Unknown, IsTerminal: false } && !_hasLoggedUnknownStatus)
        {
            _hasLoggedUnknownStatus = true;
            logger.UnknownStatus(deploymentId, appId, MessageText.ForLog(deployment.RawStatus));
        }

        if (deployment.Status != _last?.Status)
        {
            logger.StatusChanged(deploymentId, appId, deployment.Status.ToText());
            Activity.Current.AddStatusChange(deployment.Status);
        }

        _wasActive |= deployment.Status is DeploymentStatus.Queued or DeploymentStatus.InProgress;
        _last = deployment;
    }

    private void RecordCompletionLag(Deployment deployment, DateTimeOffset? serverDate)
    {
        if (deployment.IsTerminal && serverDate - deployment.CompletedAt is { } lag)
        {
            ClientMetrics.RecordCompletionLag(lag, polling.Schedule);
        }
    }

    private void Report(TimeSpan? nextPollDelay)
    {
        if (_last is not null)
        {
            _hasReported = true;
            progress?.Report(new DeploymentProgress { Deployment = _last, Elapsed = _deadline.Elapsed, PollCount = PollCount, NextPollDelay = nextPollDelay });
        }
    }
}
