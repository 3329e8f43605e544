using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.TestingHost;
using SpiceDeployments.Client.Internal.Creation;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

/// <summary>A test with silos in this process, on the real clock, whose storages survive them, and an emulator.</summary>
public abstract class ClusterTest : IAsyncLifetime
{
    protected const string Id = "build-7";

    /// <summary>Longer than any test runs. Only a rollout that is lost reaches this time.</summary>
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _hangTimeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private SpiceCloudEmulator? _cloud;
    private InProcessTestCluster? _cluster;

    internal SharedGrainStorage Storage { get; } = new();

    internal SharedReminderTable Reminders { get; } = new();

    protected SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    protected InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException();

    protected CancellationToken CancellationToken => _hangTimeout.Token;

    protected IRolloutClient Rollouts => GetRollouts(0);

    /// <summary>The grain of the rollout.</summary>
    private protected IRolloutGrain RolloutGrain => Cluster.Client.GetGrain<IRolloutGrain>(Id);

    /// <summary>The period of the reminders.</summary>
    protected virtual TimeSpan ReminderPeriod => TimeSpan.FromMinutes(1);

    public async ValueTask InitializeAsync()
    {
        _hangTimeout.CancelAfter(HangTimeout);
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: CancellationToken);
        await StartClusterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Cloud.DisposeAsync();
        _hangTimeout.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds what the silos have besides the rollouts.</summary>
    protected virtual void Configure(ISiloBuilder silo)
    {
    }

    /// <summary>Starts a cluster with the storages of this test, after the one before has stopped.</summary>
    protected async Task StartClusterAsync()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 3);
        builder.ConfigureSilo((_, silo) => ConfigureSilo(silo));
        _cluster = builder.Build();
        await _cluster.DeployAsync(CancellationToken);
    }

    /// <summary>The client of a silo.</summary>
    protected IRolloutClient GetRollouts(int silo) => GetService<IRolloutClient>(silo);

    protected T GetService<T>(int silo)
        where T : notnull => Cluster.Silos[silo].ServiceProvider.GetRequiredService<T>();

    /// <summary>Adds apps with the ids 1 to <paramref name="count"/>, and returns targets that deploy an image to them.</summary>
    protected RolloutTarget[] AddApps(int count, TimeSpan duration = default) => [.. Enumerable.Range(1, count).Select(id =>
    {
        Cloud.AddApp(id).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(duration));
        return new RolloutTarget { AppId = id, Request = new CreateDeploymentRequest { ImageTag = "2.4.0" } };
    })];

    /// <summary>A request that polls as often as the deployments of the emulator need.</summary>
    protected static RolloutRequest CreateRequest(IReadOnlyList<RolloutTarget> targets) => new()
    {
        Targets = targets,
        MaxConcurrency = 3,
        Deploy = new DeployOptions { Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(100), MaxDelay = TimeSpan.FromSeconds(1) } },
    };

    /// <summary>Waits until an event of a kind is stored.</summary>
    protected async Task<RolloutEvent> WaitForAsync(IRolloutClient client, RolloutEventKind kind)
    {
        await foreach (RolloutEvent next in client.WatchAsync(Id, CancellationToken))
        {
            if (next.Kind == kind)
            {
                return next;
            }
        }

        throw new InvalidOperationException($"The rollout has completed without {kind}.");
    }

    /// <summary>Asserts that each app has exactly one deployment, which has the key of an intent in the journal, and has succeeded.</summary>
    protected async Task AssertDeployedOnceAsync(string rolloutId, int count)
    {
        Guid[] keys = [.. (await GetEventsAsync(rolloutId)).Select(next => next.Intent?.Key).OfType<Guid>().Distinct()];
        Assert.Equal(count, Cloud.Apps.Count);
        EmulatedDeployment[] created = [.. Cloud.Apps.Select(app => Assert.Single(app.Deployments))];
        Assert.All(created, deployment => Assert.Equal("succeeded", deployment.Status));
        Assert.All(created, deployment => Assert.Single(keys, key => deployment.CommitMessage!.Contains($"{key}", StringComparison.Ordinal)));
    }

    /// <summary>Returns the silo on which the grain of the rollout is active.</summary>
    protected async Task<InProcessSiloHandle> FindSiloOfTheRolloutAsync()
    {
        await Rollouts.GetAsync(Id, CancellationToken); // Activates the grain, if its silo has died.
        Assert.True(Cluster.TryGetGrainContext(RolloutGrain.GetGrainId(), out IGrainContext? context));
        return Cluster.Silos.Single(silo => silo.SiloAddress.Equals(context.Address.SiloAddress));
    }

    /// <summary>The events of a rollout, from the storage.</summary>
    private protected async Task<IReadOnlyList<RolloutEvent>> GetEventsAsync(string rolloutId)
    {
        IReadOnlyList<string> lines = await GetService<GrainRolloutStore>(0).LoadAsync(rolloutId, CancellationToken);
        return [.. lines.Select(line => RolloutJson.Parse(rolloutId, line))];
    }

    /// <summary>Completes when the completed rollout was removed from the index of the unfinished ones, which is its second write.</summary>
    private protected Task WhenCompletedAsync()
    {
        int writes = 0;
        var completed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Storage.AfterWrite = name => _ = name.Contains("unfinished", StringComparison.Ordinal) && Interlocked.Increment(ref writes) is 2 && completed.TrySetResult();
        return completed.Task.WaitAsync(CancellationToken);
    }

    /// <summary>Claims the rollout for a writer that never appends again, as a silo does that has just activated the grain, and dies.</summary>
    private protected async Task ClaimAsync()
    {
        GrainRolloutStore store = GetService<GrainRolloutStore>(0);
        while (true)
        {
            int version = (await store.LoadAsync(Id, CancellationToken)).Count;
            var claim = new RolloutEvent { Sequence = version + 1, Kind = RolloutEventKind.Claimed, Time = DateTimeOffset.UtcNow, Writer = "another" };
            try
            {
                await store.AppendAsync(Id, version, [RolloutJson.ToLine(claim)], isCompleted: false, CancellationToken);
                return;
            }
            catch (RolloutStoreConflictException)
            {
                // The rollout has appended to the journal in the meantime.
            }
        }
    }

    private void ConfigureSilo(ISiloBuilder silo)
    {
        silo.AddSpiceRollouts();
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = ReminderPeriod);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
        });
        silo.Services.AddKeyedSingleton<IGrainStorage>(SpiceRolloutsDefaults.StorageName, Storage);
        silo.Services.AddSingleton<IReminderTable>(Reminders);
        silo.Services.AddSpiceDeploymentsClient(options =>
        {
            options.BaseAddress = Cloud.BaseAddress;
            options.AccessToken = Cloud.AccessToken;
            options.AttemptTimeout = TimeSpan.FromSeconds(2);
            options.IntentTiming = new IntentTiming(SendWindow: TimeSpan.FromSeconds(1), VisibilityGracePeriod: TimeSpan.FromSeconds(1));
        });
        Configure(silo);
    }
}
