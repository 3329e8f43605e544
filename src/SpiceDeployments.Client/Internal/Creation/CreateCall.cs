using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>One call that creates a deployment: the requests that were sent, and what every such call does about their outcomes.</summary>
internal abstract class CreateCall(long appId, CreateRequestSender sender, ProgressReporter progress, TimeProvider timeProvider, ILogger logger)
{
    private int _attempts; // Not counting the attempts that the service rejected with a conflict.
    private int _indeterminateCount;
    private SendPermit? _inFlight;

    protected long AppId => appId;

    protected ProgressReporter Progress => progress;

    protected TimeProvider TimeProvider => timeProvider;

    protected ILogger Logger => logger;

    /// <summary>What to deploy.</summary>
    protected abstract CreateDeploymentRequest Request { get; }

    /// <summary>The create as exceptions describe it.</summary>
    protected abstract CreateExceptions.Subject Subject { get; }

    /// <summary>Whether an earlier request, of this call or of another one, may have created a deployment that no response has shown.</summary>
    protected bool HasUnresolvedRequest { get; set; }

    protected bool HasAttemptsLeft => _attempts < Resending.MaxAttempts;

    private bool IsOutcomeUnknown => HasUnresolvedRequest || _inFlight is { IsSent: true };

    /// <summary>Runs the call within an activity.</summary>
    public async ValueTask<CreatedDeployment> ExecuteAsync(CancellationToken cancellationToken)
    {
        using Activity? activity = ClientActivity.StartCreate(appId);
        try
        {
            CreatedDeployment created = await RunAsync(cancellationToken).ConfigureAwait(false);
            activity.SetDeployment(created.Deployment);
            return created;
        }
        catch (OperationCanceledException exception) when (IsOutcomeUnknown)
        {
            CreateTelemetry.Canceled(logger, appId);
            OperationCanceledException canceled = CreateExceptions.Canceled(Subject, exception, cancellationToken);
            activity.SetException(canceled);
            throw canceled;
        }
        catch (Exception exception)
        {
            activity.SetException(exception);
            throw;
        }
    }

    protected abstract ValueTask<CreatedDeployment> RunAsync(CancellationToken cancellationToken);

    /// <summary>Sends the request once.</summary>
    protected ValueTask<CreateOutcome> SendAsync(SendPermit permit, CancellationToken cancellationToken)
    {
        _inFlight = permit;
        return sender.SendAsync(appId, Request, permit, cancellationToken);
    }

    protected void Record(CreateOutcome.Failed failed)
    {
        _inFlight = null;
        HasUnresolvedRequest |= failed is CreateOutcome.Indeterminate;
        _attempts += failed is CreateOutcome.Conflict ? 0 : 1;
        if (failed is CreateOutcome.Indeterminate)
        {
            _indeterminateCount++;
            CreateTelemetry.Indeterminate(logger, appId, failed.Error);
        }
    }

    /// <summary>Whether the request may be sent again soon. If it was indeterminate, only once it is known that it created nothing.</summary>
    protected bool CanResend(CreateOutcome.Failed failed) =>
        failed is CreateOutcome.NotProcessed or CreateOutcome.Indeterminate { WasAccepted: false } && !Resending.IsTooLong(failed.Error.RetryAfter) && HasAttemptsLeft;

    /// <summary>Waits before the request is sent again. Returns whether the service asked for a longer delay than usual.</summary>
    protected async Task<bool> WaitBeforeResendAsync(SpiceApiException error, CancellationToken cancellationToken)
    {
        TimeSpan delay = Resending.GetDelay(error.RetryAfter);
        CreateTelemetry.Resending(logger, appId, delay, error);
        progress.ReportCreation(Request, DeploymentStage.WaitingToResend, delay);
        await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
        return delay > Resending.MinDelay;
    }

    /// <summary>The exception of a call that created nothing.</summary>
    protected SpiceApiException ToFinal(SpiceApiException error) => _indeterminateCount is 0 ? error : CreateExceptions.WithAttemptSummary(error, _indeterminateCount);
}
