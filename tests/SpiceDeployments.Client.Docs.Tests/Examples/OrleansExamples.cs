using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SpiceDeployments.Client.Rollouts.Orleans;
using StackExchange.Redis;

namespace DocsExamples;

internal static class OrleansExamples
{
    public static void Register(HostApplicationBuilder builder)
    {
        builder.Services.AddSpiceDeploymentsClient(builder.Configuration.GetSection("SpiceDeployments"));
        builder.UseOrleans(silo =>
        {
            var redis = ConfigurationOptions.Parse(builder.Configuration["Redis"]!); // redis.internal:6380,ssl=true,password=…
            silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = ("deploys", "production"));
            silo.UseRedisClustering(options => options.ConfigurationOptions = redis);
            silo.AddRedisGrainStorage(SpiceRolloutsDefaults.StorageName, options => options.ConfigurationOptions = redis);
            silo.UseRedisReminderService(options => options.ConfigurationOptions = redis);
            silo.ConfigureEndpoints(siloPort: 11111, gatewayPort: 0); // No Orleans clients outside of the silos.
            silo.AddSpiceRollouts();
        });
    }
}
