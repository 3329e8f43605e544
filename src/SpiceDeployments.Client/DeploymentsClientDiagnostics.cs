namespace SpiceDeployments.Client;

/// <summary>The names under which the client tells what it does, for OpenTelemetry and other listeners.</summary>
/// <example>
/// <code>
/// builder.Services.AddOpenTelemetry()
///     .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName))
///     .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName));
/// </code>
/// </example>
public static class DeploymentsClientDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> of every activity of the client.</summary>
    public const string ActivitySourceName = "SpiceDeployments.Client";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/> of every metric of the client.</summary>
    public const string MeterName = "SpiceDeployments.Client";
}
