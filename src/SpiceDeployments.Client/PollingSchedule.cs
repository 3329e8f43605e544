namespace SpiceDeployments.Client;

/// <summary>How the delays between two polls of a deployment are chosen.</summary>
public enum PollingSchedule
{
    /// <summary>The delays double from <see cref="PollingOptions.InitialDelay"/> up to <see cref="PollingOptions.MaxDelay"/>.</summary>
    Exponential = 0,

    /// <summary>
    /// The polls are concentrated where the deployment is likely to complete, as estimated from the durations of the app's last 20 completed
    /// deployments. For durations like those, this schedule makes no more polls than <see cref="Exponential"/>, but they come sooner after
    /// the completion.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Before jitter, no delay is shorter than <see cref="PollingOptions.InitialDelay"/>. Before the median of the earlier durations a delay can last up to
    /// <see cref="PollingOptions.PredictiveMaxDelay"/>, so that a failure far earlier than usual is noticed that much later. After the median,
    /// <see cref="PollingOptions.MaxDelay"/> is the limit.
    /// </para>
    /// <para>
    /// The delays are those of <see cref="Exponential"/> if the list shows fewer than 5 completed deployments with a known duration, before
    /// the first response, and once the deployment has lasted longer than the earlier ones.
    /// </para>
    /// </remarks>
    Predictive,
}
