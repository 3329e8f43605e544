using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Waits for deployments.</summary>
internal sealed class DeploymentPoller(DeploymentFinder finder, TimeProvider timeProvider, ILogger logger)
{
    private readonly PollingPipeline<Deployment?> _pipeline = new(timeProvider);
    private readonly LookTimes _lookTimes = new(timeProvider);

    /// <summary>Looks at once, and then follows the schedule.</summary>
    public Task<Deployment> WaitAsync(
        long appId, long deploymentId, PollingOptions polling, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(appId, deploymentId, created: null, polling, progress, cancellationToken);

    /// <summary>Follows the schedule from the create's answer on.</summary>
    public Task<Deployment> WaitAfterCreateAsync(
        long appId, Deployment created, PollingOptions polling, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(appId, created.Id, created, polling, progress, cancellationToken);

    private async Task<Deployment> RunAsync(
        long appId, long deploymentId, Deployment? created, PollingOptions polling, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken)
    {
        using Activity? activity = ClientActivity.StartWait(appId, deploymentId);
        using var wait = new DeploymentWait(finder, _lookTimes, appId, deploymentId, polling, timeProvider, logger) { Progress = progress };
        try
        {
            Deployment ended = await RunAsync(wait, created, cancellationToken).ConfigureAwait(false);
            ClientMetrics.WaitEnded(Tags.Of(ended.Status), wait.Elapsed);
            return activity.SetDeployment(ended);
        }
        catch (Exception fault)
        {
            ClientMetrics.WaitEnded(Tags.OutcomeOf(fault), wait.Elapsed);
            activity.SetFault(fault);
            throw;
        }
        finally
        {
            activity.SetPolls(wait.Polls);
        }
    }

    private async Task<Deployment> RunAsync(DeploymentWait wait, Deployment? created, CancellationToken cancellationToken)
    {
        if (created is not null)
        {
            wait.StartAfter(created);
        }

        try
        {
            return wait.End(await _pipeline.RunAsync(wait, cancellationToken).ConfigureAwait(false));
        }
        catch (SpiceApiException fault) when (fault.IsTransient)
        {
            throw wait.TimedOut(fault);
        }
        catch (OperationCanceledException)
        {
            wait.GiveUp();
            throw;
        }
    }
}
