using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Reports, once for a wait, that the deployment lasts longer than a multiple of the app's usual time.</summary>
internal sealed class SlowDeploymentAlarm(double factor, ILogger logger)
{
    /// <summary>The minimum number of durations that make a time usual.</summary>
    private const int MinSamples = 3;

    private bool _hasReported;

    /// <summary>Compares the age of the deployment with the durations in the list of a poll.</summary>
    /// <param name="result">The result of the poll.</param>
    /// <param name="elapsed">How long the wait has lasted: the least age of the deployment. By the service's clocks, which may differ, it may seem to be younger.</param>
    public void Observe(PollResult result, TimeSpan elapsed)
    {
        if (_hasReported || result.Deployment is not { IsTerminal: false } deployment)
        {
            return;
        }

        TimeSpan age = result.ServerDate - deployment.CreatedAt is { } byService && byService > elapsed ? byService : elapsed;
        var durations = new SucceededDurations(result.List);
        if (durations.Count >= MinSamples && durations.Median is { } median && age.TotalSeconds > factor * median.TotalSeconds)
        {
            _hasReported = true;
            Report(deployment, age, median);
        }
    }

    private void Report(Deployment deployment, TimeSpan age, TimeSpan median)
    {
        logger.DeploymentSlow(deployment.Id, deployment.AppId, deployment.Status.ToText(), age.TotalSeconds, median.TotalSeconds);
        ClientMetrics.RecordSlowWait();
        Activity.Current.AddSlowWait();
    }
}
