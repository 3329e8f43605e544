using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>A deployment as the looks of one wait have seen it. What is new about it is told to logs and activities.</summary>
internal sealed class ObservedDeployment(long appId, long deploymentId, ILogger logger)
{
    private bool _loggedUnknownStatus;

    /// <summary>As it was last seen. Null when it was never seen.</summary>
    public Deployment? Last { get; private set; }

    /// <summary>Whether it was ever seen queued or in progress.</summary>
    public bool WasActive { get; private set; }

    public void Observe(Deployment seen)
    {
        if (seen.Status is DeploymentStatus.Unknown && !_loggedUnknownStatus)
        {
            _loggedUnknownStatus = true;
            logger.UnknownStatus(appId, deploymentId, seen.RawStatus);
        }

        if (seen.Status != Last?.Status)
        {
            logger.StatusSeen(appId, deploymentId, seen.Status);
            Activity.Current.AddStatusChange(seen.Status);
        }

        WasActive |= seen.Status is DeploymentStatus.Queued or DeploymentStatus.InProgress;
        Last = seen;
    }
}
