namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>What a list of deployments tells about those that have ended.</summary>
internal static class DeploymentHistory
{
    /// <summary>How long the deployments of a list took that have succeeded or failed.</summary>
    /// <param name="list">Deployments of one app, newest first.</param>
    /// <param name="exceptId">The deployment that is waited for: its own duration is not history.</param>
    /// <returns>The known durations, newest first. Empty when there is none.</returns>
    public static TimeSpan[] DurationsIn(IReadOnlyList<Deployment> list, long exceptId)
    {
        var durations = new List<TimeSpan>(list.Count);
        foreach (Deployment deployment in list)
        {
            if (deployment.Id != exceptId
                && deployment.Status is DeploymentStatus.Succeeded or DeploymentStatus.Failed
                && deployment.Duration is { } duration)
            {
                durations.Add(duration);
            }
        }

        return [.. durations];
    }
}
