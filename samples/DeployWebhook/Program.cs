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
    foreach (long app in Enumerable.Range(42, 5))
    {
        emulator.AddApp(app).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(4)));
    }

    emulator.GetApp(44).ScriptNextDeployment().Fails("Failed to pull container image");
    builder.Configuration["Rollouts:Directory"] = Directory.CreateTempSubdirectory("rollouts-").FullName; // The next start has another emulator.
    spice["BaseAddress"] = emulator.BaseAddress.ToString();
    spice["AccessToken"] = emulator.AccessToken;
    Console.WriteLine("The configuration contains no credentials: apps 42 to 46 are on an emulator.");
}

builder.Services.AddSpiceDeploymentsClient(spice);
builder.Services.AddSpiceRollouts(options => options.Directory = builder.Configuration["Rollouts:Directory"]);
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
web.MapPost("/rollouts", RolloutEndpoints.StartAsync);
web.MapGet("/rollouts/{id}", RolloutEndpoints.GetAsync);
web.MapGet("/rollouts/{id}/events", RolloutEndpoints.WatchAsync);
await web.RunAsync();
