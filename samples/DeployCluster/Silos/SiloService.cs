using Orleans.Dashboard;
using SpiceDeployments.Client.Rollouts.Orleans;
using StackExchange.Redis;

namespace DeployCluster.Silos;

/// <summary>The part to copy: a web service with several replicas, each a process and a silo of one cluster. Any of them starts, runs and returns any rollout.</summary>
internal static class SiloService
{
    private const int SiloPort = 11111;

    /// <summary>Registers everything but the state. The section <c>Spice</c> of the configuration has the options of the client, <c>Orleans</c> the names of the cluster.</summary>
    public static void Register(WebApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("Spice"));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.RespectNullableAnnotations = true);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // So that ProblemHandler can describe an unreadable body.
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(SiloPort, gatewayPort: 0); // No Orleans clients outside of the silos.
            silo.AddSpiceRollouts();
            silo.AddDashboard();
        });
    }

    /// <summary>The list of the silos, the journals and the reminders are in Redis, and survive every silo.</summary>
    public static void UseRedis(ISiloBuilder silo, string connection)
    {
        var redis = ConfigurationOptions.Parse(connection);
        silo.UseRedisClustering(options => options.ConfigurationOptions = redis)
            .AddRedisGrainStorage(SpiceRolloutsDefaults.StorageName, options => options.ConfigurationOptions = redis)
            .UseRedisReminderService(options => options.ConfigurationOptions = redis);
    }

    public static void Map(WebApplication web)
    {
        web.UseExceptionHandler();
        web.UseStatusCodePages();
        web.MapPost("/rollouts/{id}", RolloutEndpoints.StartAsync);
        web.MapGet("/rollouts/{id}", RolloutEndpoints.GetAsync);
        web.MapGet("/rollouts/{id}/events", RolloutEndpoints.WatchAsync);
        web.MapOrleansDashboard(routePrefix: "/dashboard"); // Has no authentication: add RequireAuthorization() if others than this machine can reach it.
    }
}
