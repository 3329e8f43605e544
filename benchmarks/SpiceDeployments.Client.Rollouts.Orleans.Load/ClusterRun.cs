using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;
using StackExchange.Redis;

namespace SpiceDeployments.Client.Rollouts.Orleans.Load;

/// <summary>Runs the rollout on silos in this process, whose storage is Redis, and waits for it on the last of them.</summary>
internal sealed class ClusterRun : IAsyncDisposable
{
    private const string Redis = "Redis";

    private readonly List<IHost> _silos = [];
    private readonly string _cluster = Guid.NewGuid().ToString("N");
    private readonly Fleet _fleet;
    private readonly string _redis;
    private int _writes;

    private ClusterRun(Fleet fleet, string redis)
    {
        _fleet = fleet;
        _redis = redis;
    }

    public static async Task<Measurement> MeasureAsync(int apps, int silos, string redis)
    {
        await using Fleet fleet = await Fleet.StartAsync(apps);
        await using var run = new ClusterRun(fleet, redis);
        for (int silo = 0; silo < silos; silo++)
        {
            await run.StartSiloAsync();
        }

        return await fleet.RunAsync(run._silos[^1].Services.GetRequiredService<IRolloutClient>(), () => run._writes);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost silo in _silos)
        {
            await silo.StopAsync();
            silo.Dispose();
        }
    }

    private async Task StartSiloAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSpiceDeploymentsClient(_fleet.Configure);
        builder.UseOrleans(ConfigureSilo);
        IHost host = builder.Build();
        _silos.Add(host);
        await host.StartAsync();
    }

    private void ConfigureSilo(ISiloBuilder silo)
    {
        var redis = ConfigurationOptions.Parse(_redis);
        silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = _cluster);
        silo.ConfigureEndpoints(IPAddress.Loopback, FreePort.Find(), FreePort.Find());
        silo.UseRedisClustering(options => options.ConfigurationOptions = redis);
        silo.AddRedisGrainStorage(Redis, options => options.ConfigurationOptions = redis);
        silo.UseRedisReminderService(options => options.ConfigurationOptions = redis);
        silo.AddSpiceRollouts();
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            SpiceRolloutsDefaults.StorageName,
            (services, _) => new CountingStorage(services.GetRequiredKeyedService<IGrainStorage>(Redis), () => Interlocked.Increment(ref _writes)));
    }
}
