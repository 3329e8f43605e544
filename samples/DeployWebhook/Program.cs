using System.Text.Json;
using DeployWebhook;
using SpiceDeployments.Client.Testing;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory, // Where wwwroot is, whatever directory this is started from.
});
await using SpiceCloudEmulator? emulator = await EmulatedCloud.StartWithoutCredentialsAsync();

builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddSpiceDeploymentsClient(options => EmulatedCloud.Configure(options, emulator));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower); // As the API's own.
builder.Services.AddValidation();
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ProblemHandler>();
builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // So that the problem says what is wrong with the body.
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2)); // Pages that watch connect again.

WebApplication web = builder.Build();
web.UseExceptionHandler();
web.UseStatusCodePages();
web.UseDefaultFiles();
web.UseStaticFiles();
web.MapPost("/deployments", DeploymentEndpoints.StartAsync);
web.MapGet("/deployments/{app}/{id}", DeploymentEndpoints.GetAsync);
web.MapGet("/deployments/{app}/{id}/events", DeploymentEndpoints.WatchAsync);
await web.RunAsync();
