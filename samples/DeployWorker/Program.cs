using System.CommandLine;
using DeployWorker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SpiceDeployments.Client;

const int AlreadyRunning = 1;
const int WrongUsage = 2;

ParseResult command = new RootCommand(
    """
    Deploys one app of each organization in appsettings.json. A worker that was stopped or killed continues when it is started again.
    The settings come from appsettings.json and from environment variables, such as Organizations__retail__Client__AccessToken.
    """).Parse(args);
if (command.Action is not null) // --help, --version, or an argument that does not exist.
{
    int exitCode = await command.InvokeAsync();
    return command.Errors.Count is 0 ? exitCode : WrongUsage;
}

HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    ContentRootPath = AppContext.BaseDirectory, // The directory of appsettings.json.
});
string path = Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["StateFile"] ?? "deploy-run.json");
using var run = RunState.TryOpen(path);
if (run is null)
{
    await Console.Error.WriteLineAsync($"Another DeployWorker is running: it uses {path}.");
    return AlreadyRunning;
}

Organization[] organizations = [.. builder.Configuration.GetSection("Organizations").GetChildren().Select(Organization.Read)];
await using EmulatedOrganizations? emulated = await EmulatedOrganizations.StartAsync(organizations);

foreach (Organization organization in organizations)
{
    builder.Services.AddSingleton(organization);
    builder.Services.AddKeyedSpiceDeploymentsClient(organization.Name, organization.Client);
    builder.Services.AddHealthChecks().AddSpiceDeploymentsCheck(organization.AppId, organization.Name);
}

builder.Services.AddSingleton(run);
builder.Services.AddHostedService<Worker>();
builder.Services.AddSingleton<IHealthCheckPublisher, LoggingHealthCheckPublisher>();
builder.Services.Configure<HealthCheckPublisherOptions>(publishing => publishing.Delay = TimeSpan.Zero);
builder.Services.AddOpenTelemetry()
    .WithTracing(tracing => tracing.AddSource(DeploymentsClientDiagnostics.ActivitySourceName).AddConsoleExporter())
    .WithMetrics(metrics => metrics.AddMeter(DeploymentsClientDiagnostics.MeterName).AddConsoleExporter());

await builder.Build().RunAsync();
return Environment.ExitCode;
