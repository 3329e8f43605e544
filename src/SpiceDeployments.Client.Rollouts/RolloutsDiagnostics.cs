namespace SpiceDeployments.Client.Rollouts;

/// <summary>The names of the activity source and the meter of rollouts, for OpenTelemetry and other listeners.</summary>
public static class RolloutsDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>: an activity for each run of a rollout, with one for each app below.</summary>
    public const string ActivitySourceName = "SpiceDeployments.Client.Rollouts";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>: <c>spice.rollout.targets</c>, the apps of the rollouts that run in this process, by status.</summary>
    public const string MeterName = "SpiceDeployments.Client.Rollouts";
}
