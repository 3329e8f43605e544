using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Waiting;

/// <summary>Waits for deployments.</summary>
internal sealed class DeploymentPoller(DeploymentFinder finder, TimeProvider timeProvider, ILogger logger)
{
    private readonly PollingPipeline<Deployment?> _pipeline = new(timeProvider);
    private readonly LookTimes _lookTimes = new(timeProvider);

    /// <summary>Looks at once, and then follows the schedule.</summary>
    public Task<Deployment> WaitAsync(
        long appId, long deploymentId, PollingOptions polling, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(new DeploymentWait(finder, _lookTimes, appId, deploymentId, polling, timeProvider, logger) { Progress = progress }, cancellationToken);

    /// <summary>Follows the schedule from the create's answer on.</summary>
    public Task<Deployment> WaitAfterCreateAsync(
        long appId, Deployment created, PollingOptions polling, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken) =>
        RunAsync(new DeploymentWait(finder, _lookTimes, appId, created.Id, polling, timeProvider, logger) { Progress = progress, Created = created }, cancellationToken);

    private async Task<Deployment> RunAsync(DeploymentWait wait, CancellationToken cancellationToken)
    {
        try
        {
            Deployment? last = await _pipeline.RunAsync(wait, cancellationToken).ConfigureAwait(false);
            return wait.End(last);
        }
        catch (SpiceApiException fault) when (fault.IsTransient)
        {
            throw wait.TimedOut(fault);
        }
        finally
        {
            wait.Dispose();
        }
    }
}
