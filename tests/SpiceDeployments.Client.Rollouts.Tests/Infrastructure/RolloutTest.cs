using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

/// <summary>A test of rollouts against an emulator. Delays complete at once: clients and emulator share a clock that advances by itself.</summary>
public abstract class RolloutTest : IAsyncLifetime
{
    protected const string Id = "build-7";

    private readonly List<IAsyncDisposable> _rolloutClients = [];
    private SpiceCloudEmulator? _cloud;
    private DeploymentsClient? _client;

    protected AutoAdvancingTimeProvider Clock { get; } = new();

    protected SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    protected DeploymentsClient Client => _client ?? throw new InvalidOperationException();

    protected FakeLogger Log { get; } = new();

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    internal MemoryStore Store { get; } = new();

    /// <summary>The gates by their names.</summary>
    internal ConcurrentDictionary<string, IRolloutGate> Gates { get; } = new(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        var options = new SpiceCloudEmulatorOptions { TimeProvider = Clock };
        Configure(options);
        _cloud = await SpiceCloudEmulator.StartAsync(options, CancellationToken);
        _client = new DeploymentsClient(CreateOptions());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable client in _rolloutClients)
        {
            await client.DisposeAsync();
        }

        Client.Dispose();
        await Cloud.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the options of the emulator.</summary>
    protected virtual void Configure(SpiceCloudEmulatorOptions options)
    {
    }

    protected virtual DeploymentsClientOptions CreateOptions() => new() { BaseAddress = Cloud.BaseAddress, AccessToken = Cloud.AccessToken, TimeProvider = Clock };

    /// <summary>Creates a rollout client, as another process with the same store would have.</summary>
    private protected RolloutClient CreateRolloutClient(IRolloutStore? store = null, IAppTurns? turns = null)
    {
        var clients = new SpiceClients(Client, Client);
        var client = new RolloutClient(store ?? Store, _ => clients, name => Gates.GetValueOrDefault(name), Clock, Log, turns);
        _rolloutClients.Add(client);
        return client;
    }

    /// <summary>Adds apps with the ids 1 to <paramref name="count"/>, and returns targets that deploy an image to them.</summary>
    protected RolloutTarget[] AddApps(int count) => [.. Enumerable.Range(1, count).Select(id =>
    {
        Cloud.AddApp(id, $"app-{id}");
        return new RolloutTarget { AppId = id, Name = $"app-{id}", Request = new CreateDeploymentRequest { ImageTag = "2.4.0" } };
    })];

    /// <summary>Runs a rollout to its completion.</summary>
    protected Task<Rollout> RunAsync(RolloutRequest request) => RunAsync(CreateRolloutClient(), request);

    private protected static async Task<Rollout> RunAsync(RolloutClient client, RolloutRequest request)
    {
        await client.StartAsync(Id, request, CancellationToken);
        return await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
    }

    /// <summary>
    /// Runs an action once, while the store appends the first event that matches. A command that the action starts is stored directly after the event, before
    /// whatever the event permits.
    /// </summary>
    private protected void On(Func<RolloutEvent, bool> matches, Action action) => Store.BeforeAppend += lines =>
    {
        if (action is not null && lines.Any(line => matches(RolloutJson.Parse(Id, line))))
        {
            Action once = action;
            action = null!;
            once();
        }
    };

    private protected void On(RolloutEventKind kind, Action action) => On(next => next.Kind == kind, action);

    /// <summary>The events of the rollout that are stored.</summary>
    private protected IReadOnlyList<RolloutEvent> Events => [.. Store.GetLines(Id).Select(line => RolloutJson.Parse(Id, line))];

    /// <summary>Starts a rollout of one app at a time, and pauses it while the first app is deployed. Returns when that has succeeded.</summary>
    private protected async Task StartAndPauseAsync(RolloutClient client, IReadOnlyList<RolloutTarget> targets)
    {
        On(RolloutEventKind.TargetDeploying, () => _ = client.PauseAsync(Id, CancellationToken));
        await client.StartAsync(Id, new RolloutRequest { Targets = targets, MaxConcurrency = 1 }, CancellationToken);
        await WaitForAsync(client, RolloutEventKind.TargetSucceeded);
    }

    /// <summary>Waits until an event of a kind is stored.</summary>
    private protected static async Task WaitForAsync(RolloutClient client, RolloutEventKind kind)
    {
        await foreach (RolloutEvent next in client.WatchAsync(Id, CancellationToken))
        {
            if (next.Kind == kind)
            {
                return;
            }
        }

        Assert.Fail($"The rollout has completed without {kind}.");
    }
}
