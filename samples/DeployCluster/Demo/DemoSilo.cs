using System.Net;
using DeployCluster.Silos;
using Orleans.Configuration;
using SpiceDeployments.Client.Rollouts.Orleans;

namespace DeployCluster.Demo;

/// <summary>A replica of <see cref="SiloService"/> on loopback, which exits with the demo.</summary>
internal static class DemoSilo
{
    public static async Task RunAsync(SiloArguments arguments)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        SiloService.Register(builder);
        builder.UseOrleans(silo =>
        {
            silo.Configure<SiloOptions>(options => options.SiloName = arguments.Name);
            if (builder.Configuration["REDIS"] is { Length: > 0 } redis)
            {
                SiloService.UseRedis(silo, redis);
            }
            else
            {
                UseMemory(silo, arguments);
            }

            silo.ConfigureEndpoints(IPAddress.Loopback, arguments.Port, gatewayPort: 0);
            NoticeDeadSilosEarly(silo);
        });

        WebApplication web = builder.Build();
        SiloService.Map(web);
        web.MapGet("/rollouts/{id}/silo", GetSiloAsync);
        _ = Task.Run(ExitWithTheDemoAsync);
        await web.RunAsync();
    }

    /// <summary>Each part of the state is in the memory of one silo, and is lost with it.</summary>
    private static void UseMemory(ISiloBuilder silo, SiloArguments arguments) => silo
        .UseLocalhostClustering(arguments.Port, gatewayPort: 0, new IPEndPoint(IPAddress.Loopback, arguments.PrimaryPort))
        .AddMemoryGrainStorage(SpiceRolloutsDefaults.StorageName)
        .UseInMemoryReminderService();

    /// <summary>After two seconds. A real service keeps the defaults, with which a silo that is slow for some seconds is not taken for dead.</summary>
    private static void NoticeDeadSilosEarly(ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
        });
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(10));
    }

    /// <summary>Returns the port of the silo that runs the rollout, or <c>null</c>. The demo kills that silo.</summary>
    private static async Task<int?> GetSiloAsync(string id, IGrainFactory grains)
    {
        IAddressable rollout = grains.GetGrain(GrainId.Create("spicerollout", id));
        SiloAddress? silo = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(rollout);
        return silo?.Endpoint.Port;
    }

    /// <summary>The standard input ends with the demo, also if that is killed.</summary>
    private static async Task ExitWithTheDemoAsync()
    {
        await Console.In.ReadToEndAsync();
        Environment.Exit(0);
    }
}
