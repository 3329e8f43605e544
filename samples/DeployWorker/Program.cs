using DeployWorker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SpiceDeployments.Client;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory, // Where appsettings.json is, whatever directory this is started from.
});
try
{
    using var state = new StateFile(Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["StateFile"] ?? "under-way.json"));
    Organization[] organizations = [.. builder.Configuration.GetSection("Organizations").GetChildren().Select(Organization.Read)];
    await using EmulatedOrganizations? emulated = await EmulatedOrganizations.StartUnlessConfiguredAsync(builder.Configuration, organizations);

    foreach (Organization organization in organizations)
    {
        builder.Services.AddSingleton(organization);
        builder.Services.AddSpiceDeploymentsClient(organization.Name, organization.Client);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            organization.Name,
            services => new ApiHealthCheck(services.GetRequiredKeyedService<IDeploymentsClient>(organization.Name), organization.AppId),
            failureStatus: null,
            tags: null));
    }

    builder.Services.AddSingleton(state);
    builder.Services.AddHostedService<Worker>();
    builder.Services.AddSingleton<IHealthCheckPublisher, HealthLog>();
    builder.Services.Configure<HealthCheckPublisherOptions>(publishing => publishing.Delay = TimeSpan.Zero);
    builder.Services.AddOpenTelemetry()
        .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName).AddConsoleExporter())
        .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName).AddConsoleExporter());

    IHost host = builder.Build();
    if (emulated is not null)
    {
        Log.Emulated(host.Services.GetRequiredService<ILogger<Worker>>());
    }

    await host.RunAsync();
    return Environment.ExitCode;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException
    or OptionsValidationException or AggregateException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
