using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class ObservabilityExamples
{
    public static void AddTelemetry(HostApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName));
    }
}
