using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Polly;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>One create that waits while another deployment is in the way.</summary>
internal sealed class PatientCreate(
    DeploymentCreator creator,
    ActiveDeploymentFinder activeDeployments,
    CreateOperation create,
    PollingOptions polling,
    TimeSpan timeout,
    TimeProvider timeProvider,
    ILogger logger) : PollingSession<Deployment>(WithJitter(polling), timeout, timeProvider)
{
    private bool _lastTryWasALook;

    /// <summary>The last refusal, or null when there was none.</summary>
    public DeploymentConflictException? Conflict { get; private set; }

    /// <summary>Whether the conflict is still the whole truth when this fault ends it: nothing has been sent since that may have made something.</summary>
    [MemberNotNullWhen(true, nameof(Conflict))]
    public bool StillConflicts(SpiceApiException fault) =>
        Conflict is not null && (fault == Conflict || (fault.IsTransient && (_lastTryWasALook || fault.Kind is ApiFaultKind.NotProcessed)));

    public override async ValueTask<Deployment> TryAsync(CancellationToken cancellationToken)
    {
        _lastTryWasALook = true;
        if (Conflict is not null && await IsStillInTheWayAsync(Conflict, cancellationToken).ConfigureAwait(false))
        {
            throw Conflict;
        }

        _lastTryWasALook = false;
        try
        {
            return await creator.CreateAsync(create, cancellationToken).ConfigureAwait(false);
        }
        catch (DeploymentConflictException conflict)
        {
            Conflict = conflict;
            throw;
        }
    }

    public override void OnDelay(Outcome<Deployment> outcome, TimeSpan delay)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        string active = Conflict?.ActiveDeployment is { } deployment ? $"deployment {deployment.Id} ({deployment.RawStatus})" : "another deployment";
        logger.ConflictWaits(create.AppId, active, delay.TotalSeconds);
    }

    /// <summary>A conflict is worth waiting for, and so is, once there was one, whatever kept the next create from being tried.</summary>
    protected override bool IsFinal(Outcome<Deployment> outcome) => outcome.Exception switch
    {
        DeploymentConflictException => false,
        SpiceApiException { Kind: ApiFaultKind.NotProcessed } => Conflict is null,
        SpiceApiException { IsTransient: true } => !_lastTryWasALook,
        _ => true,
    };

    /// <summary>A refusal that a look finds still true asks for nothing anew.</summary>
    protected override TimeSpan? RetryAfterOf(Outcome<Deployment> outcome) =>
        _lastTryWasALook && outcome.Exception == Conflict ? null : base.RetryAfterOf(outcome);

    /// <summary>
    /// Whether another create would only be refused again. Some servers refuse while a deployment is active, others only while it is
    /// queued: a deployment that has moved on since the refusal is worth another try.
    /// </summary>
    private async Task<bool> IsStillInTheWayAsync(DeploymentConflictException conflict, CancellationToken cancellationToken)
    {
        Deployment? active = await LookAsync((call, token) => activeDeployments.FindAsync(create.AppId, call, token), cancellationToken).ConfigureAwait(false);
        return active is not null && active.Id == conflict.ActiveDeployment?.Id && active.Status == conflict.ActiveDeployment.Status;
    }

    /// <summary>Jitter always, so that several who wait for the same deployment do not collide when it leaves.</summary>
    private static PollingOptions WithJitter(PollingOptions polling) => new()
    {
        InitialDelay = polling.InitialDelay,
        MaxDelay = polling.MaxDelay,
        UseJitter = true,
    };
}
