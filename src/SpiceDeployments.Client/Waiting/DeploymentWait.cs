using Microsoft.Extensions.Logging;
using Polly;
using SpiceDeployments.Client.Diagnostics;

namespace SpiceDeployments.Client.Waiting;

/// <summary>One wait for one deployment.</summary>
internal sealed class DeploymentWait(
    DeploymentFinder finder,
    LookTimes lookTimes,
    long appId,
    long deploymentId,
    PollingOptions polling,
    TimeProvider timeProvider,
    ILogger logger) : PollingSession<Deployment?>(polling, polling.Timeout, timeProvider), IDisposable
{
    /// <summary>How long a deployment that was never seen may be missing: a record just created shows late.</summary>
    private static readonly TimeSpan LateRecordGrace = TimeSpan.FromSeconds(15);

    private bool _startsWithDelay;
    private bool _wasActive;
    private bool _loggedUnknownStatus;
    private int _polls;
    private Deployment? _last;
    private LookTime? _nextLook;

    public IProgress<DeploymentProgress>? Progress { get; init; }

    /// <summary>What the create answered. The first look then comes after the first delay.</summary>
    public Deployment? Created
    {
        init
        {
            Observe(value);
            _startsWithDelay = value is not null;
        }
    }

    public override async ValueTask<Deployment?> TryAsync(CancellationToken cancellationToken)
    {
        if (_startsWithDelay)
        {
            _startsWithDelay = false;
            return _last;
        }

        LeaveNextLook();
        _polls++;
        Deployment? found = await LookAsync((call, token) => finder.FindAsync(appId, deploymentId, _wasActive, call, token), cancellationToken).ConfigureAwait(false);
        Observe(found);
        return found;
    }

    public override void OnDelay(Outcome<Deployment?> outcome, TimeSpan delay)
    {
        if (outcome.Exception is { } fault)
        {
            logger.LookFailed(appId, deploymentId, delay.TotalSeconds, fault);
        }

        Report(delay);
    }

    public void Dispose() => LeaveNextLook();

    /// <summary>The deployment as it ended.</summary>
    /// <exception cref="DeploymentNotFoundException">It was never seen.</exception>
    /// <exception cref="DeploymentTimeoutException">The time was up first.</exception>
    public Deployment End(Deployment? last)
    {
        if (last is not { IsTerminal: true })
        {
            throw _last is null ? new DeploymentNotFoundException(appId, deploymentId) : TimedOut(lastFault: null);
        }

        Report(nextPollIn: null);
        return last;
    }

    public DeploymentTimeoutException TimedOut(SpiceApiException? lastFault)
    {
        Report(nextPollIn: null);
        string status = _last is null ? "no look succeeded" : $"its last status was '{_last.RawStatus}'";
        string fault = lastFault is null ? "" : $" The last look failed: {lastFault.Message}";
        string message = $"Deployment {deploymentId} of app {appId} did not end within {Polling.Timeout.TotalSeconds:0.###} s: {status} after {_polls} {(_polls is 1 ? "look" : "looks")}. "
            + $"It goes on by itself and may still succeed; wait for it again with the same ids.{fault}";
        return new DeploymentTimeoutException(message, lastFault) { LastDeployment = _last, Elapsed = Deadline.Elapsed, Polls = _polls };
    }

    protected override TimeSpan Plan(TimeSpan delay)
    {
        (_nextLook, TimeSpan planned) = lookTimes.Add(appId, delay);
        return planned;
    }

    protected override bool IsFinal(Outcome<Deployment?> outcome) => outcome switch
    {
        { Exception: { } fault } => fault is not SpiceApiException { IsTransient: true },
        { Result: { } found } => found.IsTerminal,
        _ => _last is null && Deadline.Elapsed >= LateRecordGrace,
    };

    private void LeaveNextLook()
    {
        if (_nextLook is not null)
        {
            lookTimes.Remove(_nextLook);
            _nextLook = null;
        }
    }

    private void Observe(Deployment? seen)
    {
        if (seen is null)
        {
            return;
        }

        if (seen.Status is DeploymentStatus.Unknown && !_loggedUnknownStatus)
        {
            _loggedUnknownStatus = true;
            logger.UnknownStatus(appId, deploymentId, seen.RawStatus);
        }

        if (seen.Status != _last?.Status)
        {
            logger.StatusSeen(appId, deploymentId, seen.Status);
        }

        _wasActive |= seen.Status is DeploymentStatus.Queued or DeploymentStatus.InProgress;
        _last = seen;
    }

    private void Report(TimeSpan? nextPollIn)
    {
        if (_last is not null)
        {
            Progress?.Report(new DeploymentProgress { Deployment = _last, Elapsed = Deadline.Elapsed, Polls = _polls, NextPollIn = nextPollIn });
        }
    }
}
