using Microsoft.Extensions.Logging;
using Polly;
using SpiceDeployments.Client.Diagnostics;
using SpiceDeployments.Client.Waiting;

namespace SpiceDeployments.Client.Creating;

/// <summary>One create that waits while another deployment is in the way.</summary>
internal sealed class PatientCreate(
    DeploymentCreator creator,
    CreateOperation create,
    PollingOptions polling,
    TimeSpan timeout,
    TimeProvider timeProvider,
    ILogger logger) : PollingSession<Deployment>(WithJitter(polling), timeout, timeProvider)
{
    private DeploymentConflictException? _conflict;

    public override async ValueTask<Deployment> TryAsync(CancellationToken cancellationToken)
    {
        if (_conflict is not null && await IsStillInTheWayAsync(_conflict, cancellationToken).ConfigureAwait(false))
        {
            throw _conflict;
        }

        try
        {
            return await creator.CreateAsync(create, cancellationToken).ConfigureAwait(false);
        }
        catch (DeploymentConflictException conflict)
        {
            _conflict = conflict;
            throw;
        }
    }

    public override void OnDelay(Outcome<Deployment> outcome, TimeSpan delay)
    {
        string active = _conflict?.ActiveDeployment is { } deployment ? $"deployment {deployment.Id} ({deployment.RawStatus})" : "another deployment";
        logger.ConflictWaits(create.AppId, active, delay);
    }

    protected override bool IsFinal(Outcome<Deployment> outcome) => outcome.Exception is not DeploymentConflictException;

    /// <summary>
    /// Whether another create would only be refused again. Some servers refuse while a deployment is active, others only while it is
    /// queued: a deployment that has moved on since the refusal is worth another try.
    /// </summary>
    private async Task<bool> IsStillInTheWayAsync(DeploymentConflictException conflict, CancellationToken cancellationToken)
    {
        Deployment? active = await creator.FindActiveAsync(create.AppId, cancellationToken).ConfigureAwait(false);
        return active is not null && active.Id == conflict.ActiveDeployment?.Id && active.Status == conflict.ActiveDeployment.Status;
    }

    /// <summary>Jitter always, so that several who wait for the same deployment do not collide when it leaves.</summary>
    private static PollingOptions WithJitter(PollingOptions polling) => new()
    {
        InitialDelay = polling.InitialDelay,
        MaxDelay = polling.MaxDelay,
        Timeout = polling.Timeout,
        UseJitter = true,
    };
}
