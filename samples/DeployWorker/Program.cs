using DeployWorker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SpiceDeployments.Client;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory, // Where appsettings.json is, whatever directory this is started from.
});
await using EmulatedOrganizations? emulated = await EmulatedOrganizations.StartUnlessConfiguredAsync(builder.Configuration);

foreach (IConfigurationSection section in builder.Configuration.GetSection("Organizations").GetChildren())
{
    var organization = new Organization(section.Key, section.GetValue<long>("AppId"));
    builder.Services.AddSingleton(organization);
    builder.Services.AddSpiceDeploymentsClient(organization.Name, section.GetSection("Client"));
    builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
        organization.Name,
        services => new ApiHealthCheck(services.GetRequiredKeyedService<IDeploymentsClient>(organization.Name), organization.AppId),
        failureStatus: null,
        tags: null));
}

builder.Services.AddSingleton(new StateFile(builder.Configuration["StateFile"] ?? "under-way.json"));
builder.Services.AddHostedService<Worker>();
builder.Services.AddSingleton<IHealthCheckPublisher, HealthLog>();
builder.Services.Configure<HealthCheckPublisherOptions>(publishing => publishing.Delay = TimeSpan.Zero);
builder.Services.AddOpenTelemetry()
    .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName).AddConsoleExporter())
    .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName).AddConsoleExporter());

await builder.Build().RunAsync();
