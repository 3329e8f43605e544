// A silo with rollouts, whose storage is Redis, so that a test can kill or freeze the program at any point.
// Usage: SpiceDeployments.Client.Rollouts.Orleans.KillRunner REDIS CLUSTER SILO_PORT LISTENING_PORT ADDRESS TOKEN ID APPS start|serve Stop|RollBack fast|default
// "start" starts the rollout, waits for it, and writes its journal. "serve" only joins the cluster. With "fast", silos consider each other dead after three
// seconds without a response, or, if most of the silos have died, after fifteen seconds without a sign of life in Redis, and the reminders have a period of two
// seconds; "default" stands for the defaults of Orleans. Each step is a line of the output.
// The other silos connect to SILO_PORT; the silo listens to LISTENING_PORT, which is another one if a test relays the connections.
// The environment variable PAUSE_AT names points of PausePoint and of PausingStorage.
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Rollouts.Orleans;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.KillRunner;
using StackExchange.Redis;

const string Redis = "Redis";

Console.WriteLine("started");
PausePoint.Reach(PausePoint.Start);
if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PAUSE_AT")))
{
    _ = Task.Run(ExitAfterInput); // Otherwise, the input belongs to the points.
}

string id = args[6];
HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Logging.AddProvider(new LineLoggerProvider());
builder.Services.AddSingleton<IHostLifetime, ConsoleLifetime>();
builder.UseOrleans(ConfigureSilo);
builder.Services.AddSpiceDeploymentsClient(options =>
{
    options.BaseAddress = new Uri(args[4]);
    options.AccessToken = args[5];
    options.AttemptTimeout = TimeSpan.FromSeconds(2);
    options.IntentTiming = new IntentTiming(SendWindow: TimeSpan.FromSeconds(1), VisibilityGracePeriod: TimeSpan.FromSeconds(1));
});
using IHost host = builder.Build();
await host.StartAsync();
Console.WriteLine("silo started");
if (args[8] is "start")
{
    await RunRolloutAsync(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
}

// Stops on SIGTERM as in a rolling restart, or when the test that has started it must have ended.
await host.WaitForShutdownAsync(new CancellationTokenSource(TimeSpan.FromMinutes(10)).Token);
Console.WriteLine("silo stopped");

// The test has exited.
static void ExitAfterInput()
{
    Console.In.ReadToEnd();
    Environment.Exit(1);
}

async Task RunRolloutAsync(CancellationToken stopping)
{
    try
    {
        Rollout completed = await StartAndWaitAsync(stopping);
        foreach (string line in await host.Services.GetRequiredService<GrainRolloutStore>().LoadAsync(id, stopping))
        {
            Console.WriteLine($"journal {line}");
        }

        Console.WriteLine($"completed: {completed.Status}");
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine("stopping"); // The rollout continues on another silo.
    }
}

// Calls again after a call to the cluster has failed, as the documentation says: with the same request, a second start is harmless.
async Task<Rollout> StartAndWaitAsync(CancellationToken stopping)
{
    IRolloutClient rollouts = host.Services.GetRequiredService<IRolloutClient>();
    RolloutRequest request = KillRequest.Create(int.Parse(args[7], CultureInfo.InvariantCulture), Enum.Parse<RolloutFailureAction>(args[9]));
    while (true)
    {
        try
        {
            await rollouts.StartAsync(id, request, stopping);
            Console.WriteLine("rollout started");
            return await rollouts.WaitForCompletionAsync(id, cancellationToken: stopping);
        }
        catch (RolloutException exception) when (exception.Message.StartsWith("A call to the cluster", StringComparison.Ordinal))
        {
            Console.WriteLine($"call failed: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }
}

void ConfigureSilo(ISiloBuilder silo)
{
    var redis = ConfigurationOptions.Parse(args[0]);
    silo.Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = args[1]);
    silo.ConfigureEndpoints(IPAddress.Loopback, siloPort: int.Parse(args[2], CultureInfo.InvariantCulture), gatewayPort: 0);
    silo.Configure<EndpointOptions>(options => options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, int.Parse(args[3], CultureInfo.InvariantCulture)));
    silo.UseRedisClustering(options => options.ConfigurationOptions = redis);
    silo.AddRedisGrainStorage(Redis, options => options.ConfigurationOptions = redis);
    silo.UseRedisReminderService(options => options.ConfigurationOptions = redis);
    silo.AddSpiceRollouts();
    silo.Services.AddKeyedSingleton<IGrainStorage>(
        SpiceRolloutsDefaults.StorageName, (services, _) => new PausingStorage(services.GetRequiredKeyedService<IGrainStorage>(Redis)));

    if (args[10] is "fast")
    {
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(2));
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;
            options.NumVotesForDeathDeclaration = 1;
            options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        });
    }
}
