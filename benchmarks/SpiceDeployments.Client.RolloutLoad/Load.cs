using SpiceDeployments.Client.ConcurrentWaits;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>Deploys a number of apps through the whole pipeline of the client, down to the simulated service, on a virtual clock.</summary>
internal sealed class Load : IDisposable
{
    private const string RolloutId = "load";

    private readonly DeploymentsClient _client;

    public Load(int apps, bool isLastSlow = false)
    {
        Apps = Targets.Create(apps);
        Service = new SimulatedService(apps, Clock) { IsLastSlow = isLastSlow };
        _client = CreateClient(Clock, Service);
    }

    public RolloutTarget[] Apps { get; }

    public VirtualClock Clock { get; } = new();

    public SimulatedService Service { get; }

    public static DeploymentsClient CreateClient(TimeProvider clock, SimulatedService service) => new(new DeploymentsClientOptions
    {
        AccessToken = "token",
        TimeProvider = clock,
        PrimaryHandler = () => service,
    });

    /// <summary>Deploys apps in a rollout, and returns its journal and the share of the time in which its slots were idle.</summary>
    /// <param name="apps">The number of apps.</param>
    /// <param name="concurrency">The maximum number of apps that are deployed at the same time.</param>
    /// <param name="appendTime">How long an append takes.</param>
    public static (CountingStore Store, double IdleShare) Run(int apps, int concurrency, TimeSpan appendTime = default)
    {
        using var load = new Load(apps);
        var store = new CountingStore(load.Clock, appendTime);
        VirtualRun.Complete(load.Clock, load.RunRolloutAsync(store, concurrency));
        return (store, load.Service.Slots.GetIdleShare(concurrency));
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Deploys all apps in a rollout.</summary>
    public async Task RunRolloutAsync(IRolloutStore store, int concurrency)
    {
        await using RolloutClient rollouts = CreateRolloutClient(store);
        await rollouts.StartAsync(RolloutId, new RolloutRequest { Targets = Apps, MaxConcurrency = concurrency });
        Rollout completed = await rollouts.WaitForCompletionAsync(RolloutId);
        completed.EnsureSucceeded();
    }

    /// <summary>Deploys all apps without a rollout, as a loop by hand does: nothing is stored, and nothing survives the process.</summary>
    public async Task RunLoopAsync(int concurrency)
    {
        using var slots = new SemaphoreSlim(concurrency);
        var running = new List<Task>();
        foreach (RolloutTarget app in Apps)
        {
            await slots.WaitAsync();
            running.Add(DeployAsync(app, slots));
        }

        await Task.WhenAll(running);
    }

    public RolloutClient CreateRolloutClient(IRolloutStore store) => new(_client, store, Clock);

    private async Task DeployAsync(RolloutTarget app, SemaphoreSlim slots)
    {
        try
        {
            DeploymentIntent intent = await _client.PrepareAsync(app.AppId, app.Request);
            Deployment created = await _client.CreateAsync(intent);
            Deployment completed = await _client.WaitForCompletionAsync(app.AppId, created.Id);
            completed.EnsureSucceeded();
        }
        finally
        {
            slots.Release();
        }
    }
}
