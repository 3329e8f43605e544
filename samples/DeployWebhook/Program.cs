using System.Net.Sockets;
using System.Text.Json;
using DeployWebhook;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Testing;

const int CannotListen = 1;
const int WrongSetting = 2;

try
{
    WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory, // Where appsettings.json and wwwroot are, whatever directory this is started from.
    });
    IConfigurationSection spice = builder.Configuration.GetSection("Spice");
    await using SpiceCloudEmulator? emulator = await EmulatedCloud.StartUnlessConfiguredAsync(spice);

    builder.Services.AddSpiceDeploymentsClient(spice);
    builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower); // As the API's own.
    builder.Services.AddValidation();
    builder.Services.AddProblemDetails();
    builder.Services.AddExceptionHandler<ProblemHandler>();
    builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // So that the problem says what is wrong with the body.

    WebApplication web = builder.Build();
    web.UseExceptionHandler();
    web.UseStatusCodePages();
    web.UseDefaultFiles();
    web.UseStaticFiles();
    web.MapPost("/deployments", DeploymentEndpoints.StartAsync);
    web.MapGet("/deployments/{app:long:min(1)}/{id:long:min(1)}", DeploymentEndpoints.GetAsync);
    web.MapGet("/deployments/{app:long:min(1)}/{id:long:min(1)}/events", DeploymentEndpoints.WatchAsync);
    await web.RunAsync();
    return 0;
}
catch (Exception exception) when (exception is IOException or SocketException)
{
    return Fail(CannotListen, exception.Message);
}
catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException or FormatException or InvalidDataException)
{
    return Fail(WrongSetting, exception.Message);
}

static int Fail(int exitCode, string message)
{
    Console.Error.WriteLine(message);
    return exitCode;
}
