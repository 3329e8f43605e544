using System.Net;
using Orleans.Configuration;
using Orleans.Dashboard;
using SpiceDeployments.Client.Rollouts.Orleans;
using StackExchange.Redis;

namespace DeployCluster.Silos;

/// <summary>The part to copy: a web service with several replicas, each a process and a silo of one cluster. Any of them starts, runs and returns any rollout.</summary>
internal static class SiloService
{
    public static async Task RunAsync(SiloArguments arguments)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("Spice"));
        builder.UseOrleans(silo => // Reads ServiceId and ClusterId from the section Orleans of the configuration.
        {
            silo.Configure<SiloOptions>(options => options.SiloName = arguments.Name);
            if (builder.Configuration["REDIS"] is { Length: > 0 } redis)
            {
                UseRedis(silo, redis, arguments);
            }
            else
            {
                UseMemory(silo, arguments);
            }

            silo.AddSpiceRollouts();
            silo.AddDashboard();
            HurryForTheDemo(silo);
        });

        WebApplication web = builder.Build();
        web.MapPost("/rollouts/{id}", RolloutEndpoints.StartAsync);
        web.MapGet("/rollouts/{id}", RolloutEndpoints.GetAsync);
        web.MapGet("/rollouts/{id}/events", RolloutEndpoints.WatchAsync);
        web.MapGet("/rollouts/{id}/silo", RolloutEndpoints.GetSiloAsync);
        web.MapOrleansDashboard(routePrefix: "/dashboard"); // Has no authentication: add RequireAuthorization() if others than this machine can reach it.
        _ = Task.Run(ExitWithTheDemoAsync);
        await web.RunAsync();
    }

    /// <summary>The list of the silos, the journals and the reminders are in Redis, and survive every silo.</summary>
    private static void UseRedis(ISiloBuilder silo, string connection, SiloArguments arguments)
    {
        var redis = ConfigurationOptions.Parse(connection);
        silo.UseRedisClustering(options => options.ConfigurationOptions = redis)
            .AddRedisGrainStorage(SpiceRolloutsDefaults.StorageName, options => options.ConfigurationOptions = redis)
            .UseRedisReminderService(options => options.ConfigurationOptions = redis)
            .ConfigureEndpoints(IPAddress.Loopback, arguments.Port, gatewayPort: 0);
    }

    /// <summary>For a demo without Redis only: each part of the state is in the memory of one silo, and is lost with it.</summary>
    private static void UseMemory(ISiloBuilder silo, SiloArguments arguments) => silo
        .UseLocalhostClustering(arguments.Port, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, arguments.PrimaryPort))
        .AddMemoryGrainStorage(SpiceRolloutsDefaults.StorageName)
        .UseInMemoryReminderService();

    /// <summary>A killed silo is noticed after two seconds. A real service keeps the defaults, with which a silo that is slow for some seconds is not taken for dead.</summary>
    private static void HurryForTheDemo(ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
        });
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(10));
    }

    /// <summary>The standard input ends with the demo, also if that is killed.</summary>
    private static async Task ExitWithTheDemoAsync()
    {
        await Console.In.ReadToEndAsync();
        Environment.Exit(0);
    }
}
