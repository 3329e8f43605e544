using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client;

namespace DocsExamples;

internal static class Telemetry
{
    public static void Listen(HostApplicationBuilder builder)
    {
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName));
    }
}
