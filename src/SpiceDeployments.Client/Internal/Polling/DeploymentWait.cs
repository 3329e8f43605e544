using System.Globalization;
using Microsoft.Extensions.Logging;
using Polly;
using SpiceDeployments.Client.Internal.Polling.Predictive;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Polling;

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

    private readonly PredictiveDelays? _predictive = polling.Schedule is PollingSchedule.Predictive ? new(polling, timeProvider) : null;
    private readonly ObservedDeployment _observed = new(appId, deploymentId, logger);

    private bool _startsWithDelay;
    private bool _isReported;
    private LookTime? _nextLook;

    public IProgress<DeploymentProgress>? Progress { get; init; }

    public int Polls { get; private set; }

    public TimeSpan Elapsed => Deadline.Elapsed;

    /// <summary>Starts with what the create answered. The first look then comes after the first delay.</summary>
    public void StartAfter(Deployment created)
    {
        _observed.Observe(created);
        _startsWithDelay = true;
    }

    public override async ValueTask<Deployment?> TryAsync(CancellationToken cancellationToken)
    {
        if (_startsWithDelay)
        {
            _startsWithDelay = false;
            return _observed.Last;
        }

        LeaveNextLook();
        Polls++;
        ClientMetrics.Polled();
        DeploymentLook look = await LookAsync((call, token) => finder.FindAsync(appId, deploymentId, _observed.WasActive, call, token), cancellationToken).ConfigureAwait(false);
        Observe(look);
        return look.Found;
    }

    public override void OnDelay(Outcome<Deployment?> outcome, TimeSpan delay)
    {
        if (outcome.Exception is { } fault)
        {
            logger.LookFailed(appId, deploymentId, delay.TotalSeconds, fault);
        }

        Report(delay);
    }

    /// <summary>A caller who gives up before the first delay still learns which deployment goes on.</summary>
    public void GiveUp()
    {
        if (!_isReported)
        {
            Report(nextPollDelay: null);
        }
    }

    public void Dispose() => LeaveNextLook();

    /// <summary>The deployment as it ended.</summary>
    /// <exception cref="DeploymentNotFoundException">It was never seen.</exception>
    /// <exception cref="DeploymentTimeoutException">The time was up first.</exception>
    public Deployment End(Deployment? last)
    {
        if (last is not { IsTerminal: true })
        {
            throw _observed.Last is null ? new DeploymentNotFoundException(appId, deploymentId) : TimedOut(lastFault: null);
        }

        Report(nextPollDelay: null);
        return last;
    }

    public DeploymentTimeoutException TimedOut(SpiceApiException? lastFault)
    {
        Report(nextPollDelay: null);
        string status = _observed.Last is null ? "no poll succeeded" : $"its last status was '{_observed.Last.RawStatus}'";
        string fault = lastFault is null ? "" : $" The last poll failed: {lastFault.Message}";
        string timeout = Polling.Timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        string message = $"Deployment {deploymentId} of app {appId} did not end within {timeout} s: {status} after {Polls} {(Polls is 1 ? "poll" : "polls")}. "
            + $"It goes on by itself and may still succeed; wait for it again with the same ids.{fault}";
        return new DeploymentTimeoutException(message, lastFault) { LastDeployment = _observed.Last, Elapsed = Deadline.Elapsed, Polls = Polls };
    }

    protected override TimeSpan ScheduledDelay(int attempt, double random) =>
        _predictive?.DelayAfter(attempt, random) ?? base.ScheduledDelay(attempt, random);

    protected override TimeSpan Plan(TimeSpan delay)
    {
        (_nextLook, TimeSpan planned) = lookTimes.Add(appId, delay);
        return planned;
    }

    protected override bool IsFinal(Outcome<Deployment?> outcome) => outcome switch
    {
        { Exception: { } fault } => fault is not SpiceApiException { IsTransient: true },
        { Result: { } found } => found.IsTerminal,
        _ => _observed.Last is null && Deadline.Elapsed >= LateRecordGrace,
    };

    private void LeaveNextLook()
    {
        if (_nextLook is not null)
        {
            lookTimes.Remove(_nextLook);
            _nextLook = null;
        }
    }

    private void Observe(DeploymentLook look)
    {
        _predictive?.Learn(look);
        if (look.Found is { } seen)
        {
            _observed.Observe(seen);
        }

        if (look.Found is { IsTerminal: true } ended && look.ServerDate - ended.EndedAt is { } lag)
        {
            ClientMetrics.EndSeen(lag, isPredictive: _predictive is not null);
        }
    }

    private void Report(TimeSpan? nextPollDelay)
    {
        if (_observed.Last is not null)
        {
            _isReported = true;
            Progress?.Report(new DeploymentProgress { Deployment = _observed.Last, Elapsed = Deadline.Elapsed, Polls = Polls, NextPollDelay = nextPollDelay });
        }
    }
}
