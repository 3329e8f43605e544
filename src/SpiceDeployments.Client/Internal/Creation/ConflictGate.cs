using System.Globalization;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Polling;
using SpiceDeployments.Client.Internal.Serialization;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Holds a create back after a conflict while another deployment of the app is active, until the conflict timeout elapses.</summary>
internal sealed class ConflictGate(
    DeploymentsApi api, long appId, CreateDeploymentRequest request, ConflictPolicy policy, ProgressReporter progress, TimeProvider timeProvider, ILogger logger)
{
    private readonly Deadline _deadline = new(timeProvider, policy.Timeout);

    // Always with jitter, so that several creates that wait for the same deployment do not collide when it completes.
    private readonly ExponentialDelay _delays = new(policy.Polling, useJitter: true, Random.Shared);

    /// <summary>Converts a rejection into a conflict, with the deployment that caused it.</summary>
    public async Task<DeploymentConflictException> DescribeAsync(SpiceApiException rejection, CancellationToken cancellationToken)
    {
        (Deployment? active, TimeSpan? retryAfter) = await TryFindActiveAsync(cancellationToken).ConfigureAwait(false);
        return new DeploymentConflictException(rejection, active) { AppId = appId, RetryAfter = Deadline.Longer(rejection.RetryAfter, retryAfter) };
    }

    /// <summary>The exception of a create that waited until the conflict timeout elapsed, or that does not wait.</summary>
    public DeploymentConflictException ToFinal(DeploymentConflictException conflict) => policy.Timeout == TimeSpan.Zero ? conflict : new DeploymentConflictException(
        string.Create(CultureInfo.InvariantCulture, $"{conflict.Message} The create waited {_deadline.Elapsed.TotalSeconds:0.###} s for active deployments to complete (ConflictTimeout)."),
        conflict);

    /// <summary>Waits until the active deployment has completed or moved on, so that another attempt may succeed.</summary>
    /// <returns><c>false</c> if the conflict timeout elapsed.</returns>
    public async Task<bool> WaitAsync(DeploymentConflictException conflict, CancellationToken cancellationToken)
    {
        TimeSpan? retryAfter = conflict.RetryAfter;
        while (!_deadline.HasPassed)
        {
            TimeSpan delay = _deadline.Clamp(_delays.GetNextDelay(), retryAfter);
            ReportWait(conflict.ActiveDeployment, delay);
            await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
            (bool isActive, retryAfter) = await CheckAsync(conflict.ActiveDeployment, cancellationToken).ConfigureAwait(false);
            if (!isActive)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Waits for the next attempt after a request that the service did not process.</summary>
    /// <returns><c>false</c> if the conflict timeout elapsed.</returns>
    public async Task<bool> WaitForServiceAsync(SpiceApiException error, CancellationToken cancellationToken)
    {
        if (_deadline.HasPassed)
        {
            return false;
        }

        TimeSpan delay = _deadline.Clamp(_delays.GetNextDelay(), error.RetryAfter);
        CreateTelemetry.Resending(logger, appId, delay, error);
        progress.ReportCreation(request, DeploymentStage.WaitingToResend, delay);
        await Task.Delay(delay, timeProvider, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Whether another attempt would be rejected again. Some servers reject a create while a deployment is active, others only while it is
    /// queued, so a deployment whose status has changed since the conflict is worth another attempt.
    /// </summary>
    private async Task<(bool IsActive, TimeSpan? RetryAfter)> CheckAsync(Deployment? blocking, CancellationToken cancellationToken)
    {
        try
        {
            (Deployment? active, TimeSpan? retryAfter) = await _deadline.RequestAsync(FindActiveAsync, cancellationToken).ConfigureAwait(false);
            return (active is not null && active.Id == blocking?.Id && active.Status == blocking.Status, retryAfter);
        }
        catch (SpiceApiException exception) when (exception.CanPass)
        {
            return (true, exception.RetryAfter);
        }
    }

    /// <summary>The conflict is what matters. If the list is unavailable, the active deployment is <c>null</c>.</summary>
    private async Task<(Deployment? Active, TimeSpan? RetryAfter)> TryFindActiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindActiveAsync(remainingTime: null, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException exception)
        {
            return (null, exception.RetryAfter);
        }
    }

    /// <summary>Finds the newest deployment that is queued or in progress, or else one that is created and not superseded, because it may be queued next.</summary>
    private async Task<(Deployment? Active, TimeSpan? RetryAfter)> FindActiveAsync(Func<TimeSpan>? remainingTime, CancellationToken cancellationToken)
    {
        ApiResponse<IReadOnlyList<Deployment>> response = await api.ListAsync(appId, limit: null, status: null, remainingTime, cancellationToken).ConfigureAwait(false);
        Deployment? active = response.Value.FirstOrDefault(deployment => deployment.Status is DeploymentStatus.Queued or DeploymentStatus.InProgress)
            ?? SupersededDetector.Apply(response.Value).FirstOrDefault(deployment => deployment.Status is DeploymentStatus.Created);
        return (active, response.RetryAfter);
    }

    private void ReportWait(Deployment? active, TimeSpan delay)
    {
        progress.ReportCreation(request, DeploymentStage.WaitingForActiveDeployment, delay, active);
        if (active is null)
        {
            logger.UnlistedConflictRetryScheduled(appId, delay.TotalSeconds);
        }
        else
        {
            logger.ConflictRetryScheduled(active.Id, appId, active.Status.ToText(), delay.TotalSeconds);
        }
    }
}
