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
    ProgressReporter progress,
    SlowDeploymentAlarm? alarm,
    TimeProvider timeProvider,
    ILogger logger) : IDisposable
{
    /// <summary>How many polls in a row fail with a cause that usually persists before the wait ends, if the service has never responded.</summary>
    private const int MaxPersistentFailures = 3;

    /// <summary>How long a deployment that was never listed may be missing: a new record is listed late.</summary>
    private static readonly TimeSpan VisibilityGracePeriod = TimeSpan.FromSeconds(15);

    private readonly Deadline _deadline = new(timeProvider, polling.Timeout);
    private readonly DelayStrategy _delays = DelayStrategy.Create(polling, timeProvider);

    private Deployment? _last;
    private bool _wasActive;
    private bool _hasLoggedUnknownStatus;
    private bool _hasResponded; // The service, to the create or a poll.
    private int _persistentFailures; // In a row.
    private TimeSpan? _retryAfter;
    private PollCoalescer.PollSlot? _nextPoll;

    public int PollCount { get; private set; }

    public TimeSpan Elapsed => _deadline.Elapsed;

    /// <summary>Whether the last poll returned <c>created</c> for a deployment that was queued or in progress before.</summary>
    private bool WasCreatedAgain => _wasActive && _last is { Status: DeploymentStatus.Created };

    /// <summary>Starts with the response to a create: the first poll follows after the first delay.</summary>
    public Task StartFromCreateAsync(CreatedDeployment created, CancellationToken cancellationToken)
    {
        _hasResponded = true;
        Observe(created.Deployment);
        if (created.Deployment.IsTerminal)
        {
            return Task.CompletedTask;
        }

        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan delay = ScheduleNextPoll(created.RetryAfter);
        Report(DeploymentStage.Created, delay);
        return Task.Delay(delay, timeProvider, cancellationToken);
    }

    /// <summary>Polls, and returns the deployment, or <c>null</c> if it is not listed. The list is not returned, so that no delay keeps it in memory.</summary>
    public async ValueTask<Deployment?> PollAsync(CancellationToken cancellationToken)
    {
        ReleaseNextPoll();
        PollCount++;
        ClientMetrics.RecordPoll();
        try
        {
            PollResult result = await _deadline.RequestAsync(
                (remainingTime, token) => reader.PollAsync(appId, deploymentId, WasCreatedAgain, remainingTime, token), cancellationToken).ConfigureAwait(false);
            Observe(result);
            return result.Deployment;
        }
        catch (SpiceApiException error)
        {
            _persistentFailures = IsPersistent(error) ? _persistentFailures + 1 : 0;
            throw;
        }
    }

    public bool ShouldContinue(Outcome<Deployment?> outcome) => !_deadline.HasPassed && outcome switch
    {
        { Exception: SpiceApiException error } => error.CanPass && !(HasNeverResponded(error) && _persistentFailures >= MaxPersistentFailures),
        { Exception: not null } => false,
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

        Report(DeploymentStage.Polling, delay);
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

        return _last;
    }

    /// <summary>Creates the exception of a wait whose last poll failed: a timeout if waiting longer may have helped, or else the error itself, with the ids.</summary>
    public SpiceException CreateException(SpiceApiException error) => error.CanPass && !HasNeverResponded(error)
        ? CreateTimeoutException(error)
        : error.With($"{error.Message}{DescribeLast()}", appId, deploymentId);

    public OperationCanceledException CreateCancellation(OperationCanceledException cause, CancellationToken cancellationToken)
    {
        string message = _last is null
            ? $"The wait for deployment {deploymentId} of app {appId} was canceled before a poll showed the deployment."
            : $"The wait was canceled; the deployment continues.{DescribeLast()}";
        return new OperationCanceledException(message, cause, cancellationToken) { Data = { [nameof(SpiceException.AppId)] = appId, [nameof(SpiceException.DeploymentId)] = deploymentId } };
    }

    public ObjectDisposedException CreateDisposal(ObjectDisposedException cause) => new($"The client was disposed.{DescribeLast()}", cause);

    /// <summary>Reports the deployment, if its id is known, whatever ended the wait.</summary>
    public void ReportEnd() => Report(DeploymentStage.Ended, nextPollDelay: null);

    public void Dispose() => ReleaseNextPoll();

    /// <summary>Without a token no request is sent.</summary>
    private static bool IsPersistent(SpiceApiException error) => error.IsPersistent || error is SpiceAuthenticationException;

    /// <summary>Whether the service has never responded to this wait, for a reason that usually persists, such as a wrong address.</summary>
    private bool HasNeverResponded(SpiceApiException error) => !_hasResponded && IsPersistent(error);

    private DeploymentTimeoutException CreateTimeoutException(SpiceApiException? lastError)
    {
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

    private string DescribeLast() => _last is null ? "" : $" The last status of deployment {deploymentId} of app {appId} was '{MessageText.ForLog(_last.RawStatus)}'; wait for it again with the same ids.";

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

    private void Observe(PollResult result)
    {
        _hasResponded = true;
        _persistentFailures = 0;
        _retryAfter = result.RetryAfter;
        _delays.Observe(result);
        if (result.Deployment is { } deployment)
        {
            Observe(deployment);
            RecordCompletionLag(deployment, result.ServerDate);
            alarm?.Observe(result, Elapsed);
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

    private void Report(DeploymentStage stage, TimeSpan? nextPollDelay)
    {
        if (_last is not null)
        {
            progress.Report(_last, stage, PollCount, nextPollDelay);
        }
    }
}
