namespace SpiceDeployments.Client;

/// <summary>The names of the activity source and the meter of the client, for OpenTelemetry and other listeners.</summary>
/// <example>
/// <code>
/// builder.Services.AddOpenTelemetry()
///     .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName))
///     .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName));
/// </code>
/// </example>
public static class DeploymentsClientDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> of the activities of the client.</summary>
    public const string ActivitySourceName = "SpiceDeployments.Client";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/> of the metrics of the client.</summary>
    public const string MeterName = "SpiceDeployments.Client";
}
