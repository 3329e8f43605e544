using System.Text.Json;
using DeployWebhook;
using SpiceDeployments.Client.Testing;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory, // The directory of appsettings.json and wwwroot.
});

IConfigurationSection spice = builder.Configuration.GetSection("Spice");
bool isConfigured = spice.GetChildren().Any(setting => setting.Key is "BaseAddress" or "AccessToken" or "ClientId");
await using SpiceCloudEmulator? emulator = isConfigured ? null : await SpiceCloudEmulator.StartAsync();
if (emulator is not null)
{
    emulator.AddApp(42).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(4)));
    spice["BaseAddress"] = emulator.BaseAddress.ToString();
    spice["AccessToken"] = emulator.AccessToken;
    Console.WriteLine("The configuration contains no credentials: app 42 is on an emulator.");
}

builder.Services.AddSpiceDeploymentsClient(spice);
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
builder.Services.AddValidation();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ProblemHandler>();
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // So that ProblemHandler can describe an unreadable body.

WebApplication web = builder.Build();
web.UseExceptionHandler();
web.UseStatusCodePages();
web.UseDefaultFiles();
web.UseStaticFiles();
web.MapPost("/deployments", DeploymentEndpoints.CreateAsync);
web.MapGet("/deployments/{app:long:min(1)}/{id:long:min(1)}", DeploymentEndpoints.GetAsync);
web.MapGet("/deployments/{app:long:min(1)}/{id:long:min(1)}/events", DeploymentEndpoints.WatchAsync);
await web.RunAsync();
