using System.Text.Json;
using DeployWebhook;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

const int PortInUse = 1;
const int WrongSetting = 2;

try
{
    var options = DeploymentsClientOptions.FromEnvironment();
    options.Polling.InitialDelay = TimeSpan.FromSeconds(1); // A person is looking,
    options.Polling.Timeout = TimeSpan.FromDays(1); // for as long as the deployment takes.
    await using SpiceCloudEmulator? emulator = await EmulatedCloud.StartWithoutCredentialsAsync(options);

    WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory, // Where wwwroot is, whatever directory this is started from.
    });
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // A start that fails is told below, in one line.
    builder.Services.AddSingleton<IDeploymentsClient>(services => new DeploymentsClient(options, logger: services.GetService<ILogger<DeploymentsClient>>()));
    builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower); // As the API's own.
    builder.Services.AddValidation();
    builder.Services.AddProblemDetails();
    builder.Services.AddExceptionHandler<ProblemHandler>();
    builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // So that the problem says what is wrong with the body.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(3)); // Lets a create end: three attempts, and looking for each.

    WebApplication web = builder.Build();
    web.Services.GetRequiredService<IDeploymentsClient>(); // Now, so that a wrong setting is told at the start.
    web.UseExceptionHandler();
    web.UseStatusCodePages();
    web.UseDefaultFiles();
    web.UseStaticFiles();
    web.MapPost("/deployments", DeploymentEndpoints.StartAsync);
    web.MapGet("/deployments/{app}/{id}", DeploymentEndpoints.GetAsync);
    web.MapGet("/deployments/{app}/{id}/events", DeploymentEndpoints.WatchAsync);
    await web.RunAsync();
    return 0;
}
catch (IOException exception)
{
    return Fail(PortInUse, exception.Message);
}
catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
{
    return Fail(WrongSetting, exception.Message);
}

static int Fail(int exitCode, string message)
{
    Console.Error.WriteLine(message);
    return exitCode;
}
