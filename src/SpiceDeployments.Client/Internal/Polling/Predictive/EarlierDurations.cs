namespace SpiceDeployments.Client.Internal.Polling.Predictive;

/// <summary>Reads the durations of completed deployments from a list.</summary>
internal static class EarlierDurations
{
    /// <summary>Returns the known durations of the deployments that succeeded or failed, newest first.</summary>
    /// <param name="list">Deployments of one app, newest first.</param>
    /// <param name="exceptId">The deployment that is waited for, whose own duration is not history.</param>
    public static TimeSpan[] Get(IReadOnlyList<Deployment> list, long exceptId)
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
