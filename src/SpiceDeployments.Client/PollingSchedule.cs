namespace SpiceDeployments.Client;

/// <summary>What the delays between two polls of a deployment follow.</summary>
public enum PollingSchedule
{
    /// <summary>The delays double from <see cref="PollingOptions.InitialDelay"/> up to <see cref="PollingOptions.MaxDelay"/>, whatever is waited for.</summary>
    Exponential = 0,

    /// <summary>
    /// The polls are where the end is likely: few at first, then close together. How likely it is, is estimated from the durations of the
    /// app's last 20 ended deployments, which the list behind every poll holds anyway. For durations like those the polls are no more in
    /// number than those of <see cref="Exponential"/>, but sooner after the end.
    /// </summary>
    /// <remarks>
    /// <para>
    /// No delay is shorter than <see cref="PollingOptions.InitialDelay"/>. Until the moment by which half of the earlier deployments had
    /// ended, a delay may be four times as long as <see cref="PollingOptions.MaxDelay"/>: a failure that is far quicker than all of them
    /// shows that much later. From then on <see cref="PollingOptions.MaxDelay"/> holds.
    /// </para>
    /// <para>
    /// It is <see cref="Exponential"/> where the list shows fewer than 5 ended deployments with a known duration, before the first list
    /// has come, and once the deployment has lasted longer than the earlier ones. A deployment that does gets a few polls more than there.
    /// </para>
    /// </remarks>
    Predictive,
}
